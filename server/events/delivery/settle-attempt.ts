import { setTimeout as sleep } from "node:timers/promises";
import { logFailure } from "@/server/log/log-failure";
import { type EndedAttempt, type Health, recordAttempts } from "./record-attempts";

/**
 * Attempts of all endpoints that end within this time are recorded together. The receiver has already answered, so a crash
 * before the record means that it gets the event twice.
 */
const COLLECT_MS = 4;
const MOST_AT_ONCE = 200;
/** Waits before the record of an attempt is tried again, as while the database restarts. */
const TRY_AGAIN_MS = [200, 1000, 4000];

export interface Settled {
  /** False if another outcome had already been recorded. */
  isRecorded: boolean;
  /** Null if it has not changed. */
  health: Health | null;
}

interface Waiting {
  attempt: EndedAttempt;
  resolve: (settled: Settled) => void;
  reject: (error: unknown) => void;
}

let waiting: Waiting[] = [];
let recording: Promise<void> | undefined;

/**
 * Records how an attempt ended, together with others of this process.
 * @throws Error if the database does not answer for several seconds.
 */
export function settleAttempt(attempt: EndedAttempt): Promise<Settled> {
  const { promise, resolve, reject } = Promise.withResolvers<Settled>();
  waiting.push({ attempt, resolve, reject });
  recording ??= recordWaiting();
  return promise;
}

async function recordWaiting(): Promise<void> {
  await sleep(COLLECT_MS);
  while (waiting.length > 0) {
    const batch = waiting.slice(0, MOST_AT_ONCE);
    waiting = waiting.slice(MOST_AT_ONCE);
    await recordBatch(batch);
  }
  recording = undefined;
}

async function recordBatch(batch: Waiting[]): Promise<void> {
  try {
    await recordTogether(batch);
  } catch (error) {
    logFailure(batch.map(({ attempt }) => attempt.deliveryId).join(" "), "recording attempts", error);
    // One that cannot be recorded must not stop the others.
    void Promise.all(batch.map((one) => recordAgain(one)));
  }
}

async function recordTogether(batch: Waiting[]): Promise<void> {
  const { deliveryIds, health } = await recordAttempts(batch.map(({ attempt }) => attempt));
  for (const { attempt, resolve } of batch) {
    resolve({ isRecorded: deliveryIds.has(attempt.deliveryId), health: health.get(attempt.endpointId) ?? null });
  }
}

async function recordAgain(one: Waiting): Promise<void> {
  let failure: unknown;
  for (const wait of TRY_AGAIN_MS) {
    await sleep(wait);
    try {
      return await recordTogether([one]);
    } catch (error) {
      failure = error;
    }
  }
  one.reject(failure);
}
