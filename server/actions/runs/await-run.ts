import { subscribeLive } from "@/db/live";
import type { ActionOutcome } from "./action-outcome";
import { detachRun } from "./detach-run";
import { endedHere, type EndingHere } from "./end-run";
import type { RunKey } from "./load-run";
import { readOutcome } from "./read-outcome";

/** How often the row is looked at when no announcement comes (behind a transaction pooler there is none). */
const LOOK_EVERY_MS = 1000;

/** How long a run that rests is waited for all the same: a callback may come at once. */
const RESTING_MS = 20_000;

export interface Patience {
  /** While it is carried out, in milliseconds. */
  timeoutMs: number;
  /** While it rests for long, in milliseconds. */
  restingMs?: number | undefined;
  /**
   * Lets the outcome be known while this process still writes it to the database, and is given the end of that: before
   * it, nothing that lasts may come of the outcome. It rejects where the run came to something else in the end.
   */
  meanwhile?: ((recorded: Promise<void>) => void) | undefined;
}

/**
 * Waits until a run has ended, or patience has: then the run goes on by itself, its outcome here is `waiting`, and its
 * result is told in a turn of its own. `start` is called once the wait is on, so that its end cannot be missed.
 */
export async function awaitRun(
  run: RunKey,
  start: () => Promise<unknown>,
  { timeoutMs, restingMs = RESTING_MS, meanwhile }: Patience,
): Promise<ActionOutcome> {
  const began = performance.now();
  let restsSince: number | null = null;
  let announced = Promise.withResolvers<EndingHere | null>();
  const unsubscribe = await subscribeLive("action_run", run.runId, () => announced.resolve(null));
  const stopHearing = endedHere.hear(run.runId, (ending) => announced.resolve(ending));
  const untilEnded = async (): Promise<Omit<ActionOutcome, "durationMs">> => {
    for (;;) {
      const ending = await promptly(announced.promise);
      announced = Promise.withResolvers();
      if (ending && meanwhile) {
        meanwhile(recordedAs(ending, () => awaitRun(run, async () => {}, { timeoutMs, restingMs })));
        return ending.outcome;
      }
      if (ending && (await isRecorded(ending))) return ending.outcome;
      const outcome = await readOutcome(run);
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

/** Who ends it hears of a failure to write it. */
function isRecorded({ recorded }: EndingHere): Promise<boolean> {
  return recorded.then(
    (ended) => ended !== null,
    () => false,
  );
}

/** @param awaitAgain Waits for what the run comes to where this end of it does not count. */
async function recordedAs(ending: EndingHere, awaitAgain: () => Promise<ActionOutcome>): Promise<void> {
  if (await isRecorded(ending)) return;
  const { status, result } = await awaitAgain();
  if (status === ending.outcome.status && result === ending.outcome.result) return;
  throw new Error(`The run ${ending.outcome.runId} came to something else than the turn was told.`);
}

/** What is announced, or null when it is time to look. */
function promptly(announced: Promise<EndingHere | null>): Promise<EndingHere | null> {
  return new Promise((resolve, reject) => {
    const look = setTimeout(() => resolve(null), LOOK_EVERY_MS);
    announced.then(resolve, reject).finally(() => clearTimeout(look));
  });
}
