import { availableParallelism } from "node:os";
import { DomainError } from "@/server/errors";

/** Leaves one processor for requests. */
const MAX_RUNNING = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Limits memory: each waiting job holds a file of up to 30 MB. */
const MAX_WAITING = 20;
/** Keeps one workspace from filling the queue. */
const MAX_WAITING_EACH = 10;

interface Queue {
  /** The workspaces of the running jobs. */
  running: string[];
  /** Waiting jobs in order of arrival, by workspace. The workspace whose turn is next comes first. */
  waiting: Map<string, Set<() => void>>;
}

declare global {
  // Global, so that a process has a single queue even if a bundler copies this module.
  var parleyReadingQueue: Queue | undefined;
}

/**
 * Waits until a job may start. Waiting workspaces take turns, one job each; a workspace with a running job comes after
 * those without.
 * @returns A function that the job calls when it has ended.
 * @throws DomainError unavailable when too many jobs wait; the signal's reason when the signal aborts.
 */
export async function takeTurn(workspaceId: string, signal?: AbortSignal): Promise<() => void> {
  signal?.throwIfAborted();
  const queue: Queue = (globalThis.parleyReadingQueue ??= { running: [], waiting: new Map<string, Set<() => void>>() });
  if (queue.running.length < MAX_RUNNING) queue.running.push(workspaceId);
  else await waitIn(queue, workspaceId, signal);
  return () => {
    queue.running.splice(queue.running.indexOf(workspaceId), 1);
    startNext(queue);
  };
}

function startNext({ running, waiting }: Queue): void {
  const workspaces = [...waiting.keys()];
  const workspaceId = workspaces.find((id) => !running.includes(id)) ?? workspaces[0];
  if (workspaceId === undefined) return;
  const jobs = waiting.get(workspaceId) ?? new Set<() => void>();
  const [start] = jobs;
  // Move the workspace to the end of the line.
  waiting.delete(workspaceId);
  if (jobs.size > 1) waiting.set(workspaceId, jobs);
  running.push(workspaceId);
  start?.();
}

function waitIn({ waiting }: Queue, workspaceId: string, signal: AbortSignal | undefined): Promise<void> {
  const jobs = waiting.get(workspaceId) ?? new Set<() => void>();
  const all = [...waiting.values()].reduce((sum, { size }) => sum + size, 0);
  if (all >= MAX_WAITING || jobs.size >= MAX_WAITING_EACH) {
    throw new DomainError("unavailable", "Many files are being read just now. Try again in a minute.", {
      retryAfter: 60,
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const start = () => {
    jobs.delete(start);
    resolve();
  };
  const giveUp = () => {
    jobs.delete(start);
    if (jobs.size === 0 && waiting.get(workspaceId) === jobs) waiting.delete(workspaceId);
    reject(signal?.reason);
  };
  waiting.set(workspaceId, jobs.add(start));
  signal?.addEventListener("abort", giveUp, { once: true });
  return promise.finally(() => signal?.removeEventListener("abort", giveUp));
}
