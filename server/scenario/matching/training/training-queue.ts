import { availableParallelism } from "node:os";

/** Leaves one processor for requests. */
const MAX_RUNNING = Math.max(1, Math.min(2, availableParallelism() - 1));

interface Queue {
  running: number;
  waiting: (() => void)[];
}

declare global {
  // Global, so that a process has a single queue even if a bundler copies this module.
  var parleyTrainingQueue: Queue | undefined;
}

/** Waits until a training may start. Returns a function that it calls when it has ended. */
export async function takeTrainingTurn(): Promise<() => void> {
  const queue: Queue = (globalThis.parleyTrainingQueue ??= { running: 0, waiting: [] });
  if (queue.running < MAX_RUNNING) queue.running += 1;
  else await new Promise<void>((start) => queue.waiting.push(start));
  return () => {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  };
}
