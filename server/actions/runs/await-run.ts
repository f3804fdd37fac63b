import { subscribeLive } from "@/db/live";
import { News } from "@/db/news";
import type { ActionOutcome } from "./action-outcome";
import { detachRun } from "./detach-run";
import { endedHere, type EndingHere } from "./end-run";
import type { RunKey } from "./load-run";
import { readOutcome } from "./read-outcome";

/** How often the row is read, in case an announcement is lost. */
const LOOK_EVERY_MS = 1000;

/** How long the caller waits for a suspended run: a callback may come soon. */
const SUSPENDED_MS = 20_000;

export interface Patience {
  /** For a run that goes on, in milliseconds. */
  timeoutMs: number;
  /** For a suspended run, in milliseconds. */
  suspendedMs?: number | undefined;
  /**
   * If given, the outcome is returned while this process still writes it to the database. It gets the promise of that
   * write, before which the outcome may have no lasting effect; it rejects if the run has another outcome in the end.
   */
  meanwhile?: ((recorded: Promise<void>) => void) | undefined;
}

/**
 * Starts a run and waits for its end. When the time is over the outcome is `waiting`: the run goes on by itself, and a
 * later turn gives its result. `start` is called after the wait has begun, so that the end cannot be missed.
 */
export async function awaitRun(
  run: RunKey,
  start: () => Promise<unknown>,
  { timeoutMs, suspendedMs = SUSPENDED_MS, meanwhile }: Patience,
): Promise<ActionOutcome> {
  const began = performance.now();
  let suspendedSince: number | null = null;
  const news = new News<EndingHere | null>(LOOK_EVERY_MS);
  const unsubscribe = await subscribeLive("action_run", run.runId, () => news.add(null));
  const stopHearing = endedHere.hear(run.runId, news.add);
  const untilEnded = async (): Promise<Omit<ActionOutcome, "durationMs">> => {
    for (;;) {
      const { items } = await news.next();
      const ending = items.find((item) => item !== null);
      if (ending && meanwhile) {
        meanwhile(recordedAs(ending, () => awaitRun(run, async () => {}, { timeoutMs, suspendedMs })));
        return ending.outcome;
      }
      if (ending && (await isRecorded(ending))) return ending.outcome;
      const outcome = await readOutcome(run);
      if (outcome && outcome.status !== "waiting") return outcome;
      const now = performance.now();
      suspendedSince = outcome ? (suspendedSince ?? now) : null;
      const suspendedFor = suspendedSince === null ? 0 : now - suspendedSince;
      if (suspendedFor >= suspendedMs || now - began >= timeoutMs) return detachRun(run);
    }
  };
  try {
    // What `start` still does after the start (deleting the event from the outbox) delays no answer.
    const unlessNotStarted = start().then(() => new Promise<never>(() => {}));
    const outcome = await Promise.race([untilEnded(), unlessNotStarted]);
    return { ...outcome, durationMs: Math.round(performance.now() - began) };
  } finally {
    unsubscribe();
    stopHearing();
  }
}

/** Whether the write succeeded and counts; the code that ends the run gets the failure. */
function isRecorded({ recorded }: EndingHere): Promise<boolean> {
  return recorded.then(
    (ended) => ended !== null,
    () => false,
  );
}

/** @param awaitAgain Waits for the run's outcome when this end of it does not count. */
async function recordedAs(ending: EndingHere, awaitAgain: () => Promise<ActionOutcome>): Promise<void> {
  if (await isRecorded(ending)) return;
  const { status, result } = await awaitAgain();
  if (status === ending.outcome.status && result === ending.outcome.result) return;
  throw new Error(`The run ${ending.outcome.runId} came to something else than the turn was given.`);
}
