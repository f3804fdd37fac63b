import { subscribeLive } from "@/db/live";
import type { ActionOutcome } from "./action-outcome";
import { detachRun } from "./detach-run";
import { endedHere } from "./ended-here";
import type { RunKey } from "./load-run";
import { readOutcome } from "./read-outcome";

/** How often the row is looked at when no announcement comes (behind a transaction pooler there is none). */
const LOOK_EVERY_MS = 1000;

const OUTCOME_FOLLOWS_MS = 3;

/** How long a run that rests is waited for all the same: a callback may come at once. */
const RESTING_MS = 20_000;

/**
 * Waits until a run has ended, or patience has: then the run goes on by itself, its outcome here is `waiting`, and its
 * result is told in a turn of its own. `start` is called once the wait is on, so that its end cannot be missed.
 * @param timeoutMs While it is carried out.
 * @param restingMs While it rests for long.
 */
export async function awaitRun(
  run: RunKey,
  start: () => Promise<unknown>,
  timeoutMs: number,
  restingMs = RESTING_MS,
): Promise<ActionOutcome> {
  const began = performance.now();
  let restsSince: number | null = null;
  let announced = Promise.withResolvers<ActionOutcome | null>();
  // A process that ended the run itself says so a moment after the database has announced it, with the outcome.
  const unsubscribe = await subscribeLive("action_run", run.runId, () => {
    setTimeout(() => announced.resolve(null), OUTCOME_FOLLOWS_MS);
  });
  const stopHearing = endedHere.hear(run.runId, (outcome) => announced.resolve(outcome));
  const untilEnded = async (): Promise<ActionOutcome> => {
    for (;;) {
      const told = await promptly(announced.promise);
      announced = Promise.withResolvers();
      const outcome = told ?? (await readOutcome(run));
      if (outcome && outcome.status !== "waiting") return outcome;
      const now = performance.now();
      restsSince = outcome ? (restsSince ?? now) : null;
      const hasRested = restsSince === null ? 0 : now - restsSince;
      if (hasRested >= restingMs || now - began >= timeoutMs) return detachRun(run);
    }
  };
  try {
    // Once it is started, what `start` still does (to strike the event off the outbox) delays no answer.
    const unlessNotStarted = start().then(() => new Promise<never>(() => {}));
    const outcome = await Promise.race([untilEnded(), unlessNotStarted]);
    return { ...outcome, durationMs: Math.round(performance.now() - began) };
  } finally {
    unsubscribe();
    stopHearing();
  }
}

/** What is announced, or null when it is time to look. */
function promptly(announced: Promise<ActionOutcome | null>): Promise<ActionOutcome | null> {
  return new Promise((resolve, reject) => {
    const look = setTimeout(() => resolve(null), LOOK_EVERY_MS);
    announced.then(resolve, reject).finally(() => clearTimeout(look));
  });
}
