import { logFailure } from "@/server/log/log-failure";
import { isCurrent } from "./begin-reading";
import type { ReadingKey } from "./reading-key";

const EVERY_MS = 1000;

/**
 * Does the work of a reading, and aborts its signal soon after the reading was cancelled or replaced or its source was
 * deleted, so that nobody waits for a reader whose text is not wanted.
 * @returns null if the signal was aborted.
 */
export async function whileCurrent<T>(key: ReadingKey, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const ended = new AbortController();
  const timer = setInterval(async () => {
    try {
      if (!(await isCurrent(key))) ended.abort();
    } catch (error) {
      logFailure(key.sourceId, "whether the reading is still wanted could not be asked", error);
    }
  }, EVERY_MS);
  try {
    return await work(ended.signal);
  } catch (error) {
    if (ended.signal.aborted) return null;
    throw error;
  } finally {
    clearInterval(timer);
  }
}
