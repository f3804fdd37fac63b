import type { Worker } from "node:worker_threads";

/** More than the largest document needs. The limit of a worker's heap does not count its buffers. */
const MAX_BYTES = 400 * 1024 * 1024;
const EVERY_MS = 100;

/**
 * Watches the memory of a worker that is outside of its heap, also while the worker is busy.
 * @param onExceeded Called once, when the buffers take too much.
 * @returns A function that ends the watch.
 */
export function watchMemory(worker: Worker, onExceeded: () => void): () => void {
  let isEnded = false;
  const timer = setInterval(async () => {
    const bytes = await bufferBytes(worker);
    if (isEnded || bytes <= MAX_BYTES) return;
    end();
    onExceeded();
  }, EVERY_MS);
  const end = () => {
    isEnded = true;
    clearInterval(timer);
  };
  return end;
}

/** Returns 0 for a worker that has not started yet or has ended. */
async function bufferBytes(worker: Worker): Promise<number> {
  try {
    return (await worker.getHeapStatistics()).external_memory;
  } catch {
    return 0;
  }
}
