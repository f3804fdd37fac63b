import { Worker } from "node:worker_threads";

/** Buffers, such as a file's bytes, are not part of the heap (watch-memory.ts). */
const HEAP_MB = 320;
/** A worker takes some tenths of a second to start, and a site is read in hundreds of jobs. */
const IDLE_MS = 10_000;

/** The worker that waits for the next job, if there is one. */
let idle: { worker: Worker; timer: NodeJS.Timeout } | null = null;

/** Returns a worker thread without a job. */
export function takeWorker(): Worker {
  if (!idle) return startWorker();
  const { worker, timer } = idle;
  idle = null;
  clearTimeout(timer);
  forgetListeners(worker);
  worker.ref();
  return worker;
}

/** Keeps a worker for the next job. It ends after some seconds without one, and does not keep the process alive. */
export function keepWorker(worker: Worker): void {
  if (idle) return void worker.terminate();
  const forget = () => {
    if (idle?.worker === worker) idle = null;
  };
  const timer = setTimeout(() => {
    forget();
    void worker.terminate();
  }, IDLE_MS);
  timer.unref();
  worker.unref();
  worker.once("error", forget);
  worker.once("exit", forget);
  idle = { worker, timer };
}

function startWorker(): Worker {
  // Bundlers recognise exactly this expression and bundle the worker's code.
  return new Worker(new URL("./worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // It parses untrusted files and needs no secrets.
    env: {},
  });
}

/** Removes the listeners for a job. Others belong to Node, which would pass on no more messages without them. */
export function forgetListeners(worker: Worker): void {
  for (const name of ["message", "error", "exit"]) worker.removeAllListeners(name);
}
