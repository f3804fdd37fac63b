import { invoke } from "inngest";
import { inngest } from "@/inngest/client";
import { actionRunRequested } from "@/inngest/events";
import { failRun, runStep } from "@/server/actions/run-action";
import { eventCatalogue } from "@/server/outbox/event-catalogue";

const runRequest = eventCatalogue["action/run.requested"];

/** Runs an action, one durable step per step of it; what a step's system does wrong is an outcome, not an exception. */
export const runAction = inngest.createFunction(
  {
    id: "run-action",
    triggers: [actionRunRequested, invoke(runRequest)],
    // A run that is started twice goes on once: the second finds each step stored.
    concurrency: [{ key: "event.data.runId", limit: 1 }],
    retries: 3,
    onFailure: async ({ event, error }) => failRun(runRequest.parse(event.data.event.data), error.message),
  },
  async ({ event, step }) => {
    for (let position = 1; ; position += 1) {
      const { outcome } = await step.run(`step-${position}`, () => runStep(event.data, position));
      if (outcome) return outcome;
    }
  },
);
