import { setTimeout as sleep } from "node:timers/promises";
import { logFailure } from "@/server/log/log-failure";
import { type EndedAttempt, type Health, recordAttempts } from "./record-attempts";

/**
 * Attempts that end within this time are recorded together. The receiver has already answered, so a crash before the
 * record means that it gets the event twice.
 */
const COLLECT_MS = 2;
const MOST_AT_ONCE = 64;
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

/** Records one batch after the other, so that the failures of an endpoint are counted in their order. */
class Lane {
  #waiting: Waiting[] = [];
  #isRecording = false;

  add(one: Waiting): void {
    this.#waiting.push(one);
    if (!this.#isRecording) void this.#record();
  }

  async #record(): Promise<void> {
    this.#isRecording = true;
    await sleep(COLLECT_MS);
    while (this.#waiting.length > 0) await recordBatch(this.#waiting.splice(0, MOST_AT_ONCE));
    this.#isRecording = false;
  }
}

/** Several lanes record at the same time; an endpoint always uses the same one. */
const lanes = [new Lane(), new Lane(), new Lane()];

/**
 * Records how an attempt ended, together with others of this process.
 * @throws Error if the database does not answer for several seconds.
 */
export function settleAttempt(attempt: EndedAttempt): Promise<Settled> {
  const { promise, resolve, reject } = Promise.withResolvers<Settled>();
  const last = attempt.endpointId.codePointAt(attempt.endpointId.length - 1) ?? 0;
  lanes[last % lanes.length]?.add({ attempt, resolve, reject });
  return promise;
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
