import { invoke, referenceFunction, type GetStepTools } from "inngest";
import { checkpointing } from "@/inngest/checkpointing";
import { inngest } from "@/server/outbox/inngest-client";
import { actionRunRequested, actionRunResumed } from "@/inngest/events";
import { failRun } from "@/server/actions/end-run";
import type { RunKey } from "@/server/actions/load-run";
import { runStep } from "@/server/actions/run-action";
import { failedOutput } from "@/server/schemas/step-output";
import { endStep } from "@/server/actions/step-wait";
import type { StepRest } from "@/server/actions/steps/step-kind";
import { eventCatalogue } from "@/server/outbox/event-catalogue";

const runRequest = eventCatalogue["action/run.requested"];

/** Why a run failed that Parley itself could not carry out, for the people who build the bot. */
export const GAVE_UP =
  "Something failed inside Parley each time this was tried. The server's log says what, by this run's id.";

/** Another function, by its name: it makes calls of actions itself, so that it cannot be imported here. */
const askBot = referenceFunction({ functionId: "ask-bot" });

/**
 * Runs an action, one durable step per step of it; what a step's system does wrong is an outcome, not an exception.
 * A run that rests for long ends here with the outcome `waiting`, and goes on from the step that is then awake.
 */
export const runAction = inngest.createFunction(
  {
    id: "run-action",
    triggers: [actionRunRequested, actionRunResumed, invoke(runRequest)],
    // A run that is started twice goes on once: the second finds each step stored.
    concurrency: [{ key: "event.data.runId", limit: 1 }],
    retries: 3,
    // Each step is on record in action_step_runs before it returns, and is read from there when it is called again: the
    // executor need not be told of it before the next.
    checkpointing: checkpointing(30),
    // The error itself may quote what was being stored; the SDK has logged it.
    onFailure: ({ event }) => failRun(runRequest.parse(event.data.event.data), GAVE_UP),
  },
  async ({ event, step }) => {
    const { workspaceId, runId } = event.data;
    const key = { workspaceId, runId };
    const first = "position" in event.data ? event.data.position : 1;
    for (let position = first; ; position += 1) {
      let end = await step.run(`step-${position}`, () => runStep(key, position));
      // A clock that is a little slow makes a step rest once more.
      for (let visit = 1; end.rest; visit += 1) {
        await restFor(end.rest, { key, position, visit }, step);
        end = await step.run(`step-${position}-again-${visit}`, () => runStep(key, position));
      }
      if (end.outcome) return end.outcome;
    }
  },
);

interface RestingStep {
  key: RunKey;
  position: number;
  /** How many times it has been called, from 1. */
  visit: number;
}

async function restFor(
  rest: StepRest,
  { key, position, visit }: RestingStep,
  step: GetStepTools<typeof inngest>,
): Promise<void> {
  if (rest.type === "until") return step.sleepUntil(`rest-${position}-${visit}`, rest.at);
  if (rest.type === "callback") throw new Error("A run does not wait for a callback itself.");
  if (visit > 1) throw new Error(`The bot ${rest.botName} was asked, and the step is still without its answer.`);
  try {
    await step.invoke(`ask-${position}`, { function: askBot, data: { ...key, position } });
  } catch {
    // The function has logged why; its own last word may have come first, and then stands.
    await step.run(`unanswered-${position}`, () =>
      endStep(key, position, { status: "failed", output: failedOutput(`${rest.botName} could not answer.`) }),
    );
  }
}
