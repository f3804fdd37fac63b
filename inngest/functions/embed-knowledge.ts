import { vectorsRequested } from "@/inngest/events";
import { endVectors } from "@/server/knowledge/vectors/end-vectors";
import { makeVectors } from "@/server/knowledge/vectors/make-vectors";
import { inngest } from "@/server/outbox/inngest-client";

/** Steps of one run, which Inngest limits to 1000. The rest is requested by the sweep for missing vectors. */
const MOST_STEPS = 900;

/** Makes vectors for the texts of a workspace that have none. A crash repeats only the batch in progress. */
export const embedKnowledge = inngest.createFunction(
  {
    id: "embed-knowledge",
    triggers: [vectorsRequested],
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    retries: 4,
  },
  async ({ event, step }) => {
    const { workspaceId } = event.data;
    for (let count = 1; count <= MOST_STEPS; count++) {
      const outcome = await step.run(`texts-${count}`, () => makeVectors(workspaceId));
      if (outcome === "stopped") return;
      if (outcome === "complete") return void (await step.run("end", () => endVectors(workspaceId)));
    }
  },
);
