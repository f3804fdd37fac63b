import { availableParallelism } from "node:os";
import { DomainError } from "@/server/errors";

/** Leaves one processor to requests. */
const MAX_RUNNING = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Each holds a file of up to 30 MB. */
const MAX_WAITING = 20;

interface Queue {
  running: number;
  waiting: Set<() => void>;
}

declare global {
  // Global, so that a process has one queue however often a bundler copies this module.
  var parleyReadingQueue: Queue | undefined;
}

/**
 * Waits until a job may start.
 * @returns What the job calls when it is over.
 * @throws DomainError unavailable when too many wait; the signal's reason when it is given up.
 */
export async function takeTurn(signal?: AbortSignal): Promise<() => void> {
  signal?.throwIfAborted();
  const queue = (globalThis.parleyReadingQueue ??= { running: 0, waiting: new Set() });
  if (queue.running < MAX_RUNNING) queue.running += 1;
  else await waitIn(queue, signal);
  return () => {
    const [next] = queue.waiting;
    // The next job takes over the place.
    if (next) next();
    else queue.running -= 1;
  };
}

function waitIn({ waiting }: Queue, signal: AbortSignal | undefined): Promise<void> {
  if (waiting.size >= MAX_WAITING) {
    throw new DomainError("unavailable", "Many files are being read just now. Try again in a minute.", {
      retryAfter: 60,
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const start = () => {
    waiting.delete(start);
    resolve();
  };
  const giveUp = () => {
    waiting.delete(start);
    reject(signal?.reason);
  };
  waiting.add(start);
  signal?.addEventListener("abort", giveUp, { once: true });
  return promise.finally(() => signal?.removeEventListener("abort", giveUp));
}
