import { availableParallelism } from "node:os";
import { DomainError } from "@/server/errors";

/** Files take up to minutes, and texts moments: a text does not wait for the files of other people. */
export type ReadingLane = "files" | "texts";

/** How many jobs of a lane run concurrently. Files leave one processor for requests. */
const MAX_RUNNING: Record<ReadingLane, number> = {
  files: Math.max(1, Math.min(2, availableParallelism() - 1)),
  texts: 1,
};
/** Limits memory: each waiting job holds a file of up to 30 MB. */
const MAX_WAITING = 20;
/** Keeps one workspace from filling the queue. */
const MAX_WAITING_EACH = 10;
/** More than can wait at the same time. */
const MAX_SERVED = 100;

interface Queue {
  maxRunning: number;
  /** The workspaces of the running jobs. */
  running: string[];
  /** Waiting jobs in order of arrival, by workspace. */
  waiting: Map<string, Set<() => void>>;
  /** The workspaces whose jobs were started, the latest last. */
  served: Set<string>;
}

declare global {
  // Global, so that a process has a single queue of each lane even if a bundler copies this module.
  var parleyReadingQueues: Partial<Record<ReadingLane, Queue>> | undefined;
}

interface Turn {
  lane?: ReadingLane;
  signal?: AbortSignal | undefined;
}

/**
 * Waits until a job of a lane may start. Waiting workspaces take turns, one job each: the next is one without a running
 * job, and among those the one that was served the longest time ago, or never.
 * @returns A function that the job calls when it has ended.
 * @throws DomainError unavailable when too many jobs wait; the signal's reason when the signal aborts.
 */
export async function takeTurn(workspaceId: string, { lane = "files", signal }: Turn = {}): Promise<() => void> {
  signal?.throwIfAborted();
  const queue = queueOf(lane);
  if (queue.running.length < queue.maxRunning) noteStart(queue, workspaceId);
  else await waitIn(queue, workspaceId, signal);
  return () => {
    queue.running.splice(queue.running.indexOf(workspaceId), 1);
    startNext(queue);
  };
}

function queueOf(lane: ReadingLane): Queue {
  const queues = (globalThis.parleyReadingQueues ??= {});
  return (queues[lane] ??= {
    maxRunning: MAX_RUNNING[lane],
    running: [],
    waiting: new Map<string, Set<() => void>>(),
    served: new Set<string>(),
  });
}

function startNext(queue: Queue): void {
  const workspaceId = nextWorkspace(queue);
  if (workspaceId === undefined) return;
  const [start] = queue.waiting.get(workspaceId) ?? [];
  noteStart(queue, workspaceId);
  start?.();
}

function nextWorkspace({ running, waiting, served }: Queue): string | undefined {
  const turns = [...served];
  // The sort keeps the order of arrival of those that were never served.
  const workspaces = [...waiting.keys()].toSorted((a, b) => turns.indexOf(a) - turns.indexOf(b));
  return workspaces.find((id) => !running.includes(id)) ?? workspaces[0];
}

function noteStart({ running, served }: Queue, workspaceId: string): void {
  running.push(workspaceId);
  served.delete(workspaceId);
  served.add(workspaceId);
  const [oldest] = served;
  if (served.size > MAX_SERVED && oldest !== undefined) served.delete(oldest);
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
  const leave = () => {
    jobs.delete(start);
    if (jobs.size === 0 && waiting.get(workspaceId) === jobs) waiting.delete(workspaceId);
  };
  const start = () => {
    leave();
    resolve();
  };
  const giveUp = () => {
    leave();
    reject(signal?.reason);
  };
  waiting.set(workspaceId, jobs.add(start));
  signal?.addEventListener("abort", giveUp, { once: true });
  return promise.finally(() => signal?.removeEventListener("abort", giveUp));
}
