import { invoke, referenceFunction, type GetStepTools } from "inngest";
import { checkpointing } from "@/inngest/checkpointing";
import { inngest } from "@/server/outbox/inngest-client";
import { actionRunRequested, actionRunResumed } from "@/inngest/events";
import { failRun } from "@/server/actions/runs/end-run";
import type { RunKey } from "@/server/actions/runs/load-run";
import { runStep } from "@/server/actions/runs/run-action";
import { failedOutput } from "@/server/schemas/step-output";
import { endStep } from "@/server/actions/runs/step-wait";
import type { StepWait } from "@/server/schemas/step-wait";
import { eventCatalogue } from "@/server/outbox/event-catalogue";

const runRequest = eventCatalogue["action/run.requested"];

/** The error shown to the bot's builders if Parley itself could not execute a run. */
export const GAVE_UP =
  "Something failed inside Parley each time this was tried. The server's log has the cause under this run's id.";

/** Referenced by name, since ask-bot's host imports this function. */
const askBot = referenceFunction({ functionId: "ask-bot" });

/**
 * Runs an action, one durable step per step of the action. A failure of a step's system is an outcome, not an
 * exception. A suspended run ends here with the outcome `waiting`; an event then starts it again at the step that
 * waited.
 */
export const runAction = inngest.createFunction(
  {
    id: "run-action",
    triggers: [actionRunRequested, actionRunResumed, invoke(runRequest)],
    // A second execution of the same run finds each step's result stored.
    concurrency: [{ key: "event.data.runId", limit: 1 }],
    retries: 3,
    // action_step_runs has each step's result before the step returns, so the executor can learn of it later.
    checkpointing: checkpointing(30),
    // Discard the error, which may quote the data being stored; the SDK has logged it.
    onFailure: ({ event }) => failRun(runRequest.parse(event.data.event.data), GAVE_UP),
  },
  async ({ event, step }) => {
    const { workspaceId, runId } = event.data;
    const key = { workspaceId, runId };
    const first = "position" in event.data ? event.data.position : 1;
    for (let position = first; ; position += 1) {
      let end = await step.run(`step-${position}`, () => runStep(key, position));
      // A slightly slow clock can make a step wait again.
      for (let visit = 1; end.rest; visit += 1) {
        await waitFor(end.rest, { ...key, position }, visit, step);
        end = await step.run(`step-${position}-again-${visit}`, () => runStep(key, position));
      }
      if (end.outcome) return end.outcome;
    }
  },
);

/** Waits for what the step waits for. Do not change the ids of its durable steps: they are stored with waiting runs. */
async function waitFor(
  wait: StepWait,
  at: RunKey & { position: number },
  visit: number,
  step: GetStepTools<typeof inngest>,
): Promise<void> {
  if (wait.type === "until") return step.sleepUntil(`rest-${at.position}-${visit}`, wait.at);
  if (wait.type === "callback") throw new Error("A run that waits for a callback is suspended.");
  if (visit > 1) throw new Error(`The bot ${wait.botName} was asked, but the step still has no answer.`);
  try {
    await step.invoke(`ask-${at.position}`, { function: askBot, data: at });
  } catch {
    // The function has logged the cause. If it has already stored a failure, that one is kept.
    await step.run(`unanswered-${at.position}`, () =>
      endStep(at, at.position, { status: "failed", output: failedOutput(`${wait.botName} could not answer.`) }),
    );
  }
}
