import { inngest } from "@/server/outbox/inngest-client";
import { actionRunResting } from "@/inngest/events";
import { failRun } from "@/server/actions/runs/end-run";
import { resumeRun } from "@/server/actions/runs/suspend-run";
import { eventCatalogue } from "@/server/outbox/event-catalogue";
import { GAVE_UP } from "./run-action";

/**
 * Resumes a suspended run when its time has come, unless another event has resumed it. Do not change the ids: waiting
 * runs of earlier releases depend on them.
 */
export const resumeAction = inngest.createFunction(
  {
    id: "rest-action",
    triggers: [actionRunResting],
    retries: 10,
    onFailure: ({ event }) => failRun(eventCatalogue["action/run.resting"].parse(event.data.event.data), GAVE_UP),
  },
  async ({ event, step }) => {
    const { workspaceId, runId, position, until } = event.data;
    await step.sleepUntil("rest", until);
    await step.run("wake", () => resumeRun({ workspaceId, runId }, position));
  },
);
