import { availableParallelism } from "node:os";
import { DomainError } from "@/server/errors";

/** Leaves one processor to requests. */
const MAX_RUNNING = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Each holds a file of up to 30 MB. */
const MAX_WAITING = 20;
/** One workspace leaves room for the files of others. */
const MAX_WAITING_EACH = 10;

interface Queue {
  /** The workspaces of the running jobs. */
  running: string[];
  /** By workspace, the one whose turn is next first; each with its jobs in their order. */
  waiting: Map<string, Set<() => void>>;
}

declare global {
  // Global, so that a process has one queue however often a bundler copies this module.
  var parleyReadingQueue: Queue | undefined;
}

/**
 * Waits until a job may start. Workspaces take turns: while another one waits, a workspace has one running job at most,
 * and its next job starts after one of each other workspace.
 * @returns What the job calls when it is over.
 * @throws DomainError unavailable when too many wait; the signal's reason when it is given up.
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
  // The workspace's other jobs wait behind those of the others.
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
