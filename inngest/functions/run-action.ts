import { invoke } from "inngest";
import { inngest } from "@/inngest/client";
import { actionRunRequested } from "@/inngest/events";
import { failRun, runStep } from "@/server/actions/run-action";
import { eventCatalogue } from "@/server/outbox/event-catalogue";

const runRequest = eventCatalogue["action/run.requested"];

const GAVE_UP =
  "Something failed inside Parley each time this was tried. The server's log says what, by this run's id.";

/** Runs an action, one durable step per step of it; what a step's system does wrong is an outcome, not an exception. */
export const runAction = inngest.createFunction(
  {
    id: "run-action",
    triggers: [actionRunRequested, invoke(runRequest)],
    // A run that is started twice goes on once: the second finds each step stored.
    concurrency: [{ key: "event.data.runId", limit: 1 }],
    retries: 3,
    // The error itself may quote what was being stored; the SDK has logged it.
    onFailure: ({ event }) => failRun(runRequest.parse(event.data.event.data), GAVE_UP),
  },
  async ({ event, step }) => {
    for (let position = 1; ; position += 1) {
      const { outcome } = await step.run(`step-${position}`, () => runStep(event.data, position));
      if (outcome) return outcome;
    }
  },
);
