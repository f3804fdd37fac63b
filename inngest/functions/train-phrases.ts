import { inngest } from "@/server/outbox/inngest-client";
import { trainingRequested } from "@/inngest/events";
import { trainDraft } from "@/server/scenario/matching/training/train-draft";

/** Trains the phrases of a bot that is to be published. A training that was interrupted begins again. */
export const trainDraftPhrases = inngest.createFunction(
  {
    id: "train-phrases",
    triggers: [trainingRequested],
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    await step.run("train", () => trainDraft(event.data));
  },
);
