import { subscribeLive } from "@/db/live";
import { News } from "@/db/news";
import type { ActionOutcome } from "./action-outcome";
import { detachRun } from "./detach-run";
import { endedHere, type EndingHere } from "./end-run";
import type { RunKey } from "./load-run";
import { readOutcome } from "./read-outcome";

/** How often the row is polled, in case a notification is lost. */
const LOOK_EVERY_MS = 1000;

/** How long the caller waits for a suspended run, since its callback may arrive soon. */
const SUSPENDED_MS = 20_000;

export interface Patience {
  /** For a run that is queued or running, in milliseconds. */
  timeoutMs: number;
  /** For a suspended run, in milliseconds. */
  suspendedMs?: number | undefined;
  /**
   * If given, the outcome is returned before it is stored, and this gets the promise of the write. The outcome must
   * have no lasting effect until the promise resolves; it rejects if the stored outcome differs.
   */
  meanwhile?: ((recorded: Promise<void>) => void) | undefined;
}

/**
 * Starts a run and waits for its end. After the timeout the outcome is `waiting`: the run continues in the background
 * and a later turn delivers its result. `start` is called after subscribing, so that the end cannot be missed.
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
  const stopListening = endedHere.subscribeOnce(run.runId, news.add);
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
    // The answer must not wait for the clean-up in `start` (deleting the event from the outbox).
    const unlessNotStarted = start().then(() => new Promise<never>(() => {}));
    const outcome = await Promise.race([untilEnded(), unlessNotStarted]);
    return { ...outcome, durationMs: Math.round(performance.now() - began) };
  } finally {
    unsubscribe();
    stopListening();
  }
}

/** Whether the end was stored and is valid. The code that ends the run handles the failure. */
function isRecorded({ recorded }: EndingHere): Promise<boolean> {
  return recorded.then(
    (ended) => ended !== null,
    () => false,
  );
}

/** @param awaitAgain Waits for the run's outcome when this end was not the one stored. */
async function recordedAs(ending: EndingHere, awaitAgain: () => Promise<ActionOutcome>): Promise<void> {
  if (await isRecorded(ending)) return;
  const { status, result } = await awaitAgain();
  if (status === ending.outcome.status && result === ending.outcome.result) return;
  throw new Error(`The run ${ending.outcome.runId} has another outcome than the one that its turn got.`);
}
