import { Worker } from "node:worker_threads";
import { DomainError } from "@/server/errors";
import { takeTurn } from "./reading-queue";
import type { ReadingJobName, ReadingJobs } from "./reading-jobs";
import { invalid } from "./workbook/sheet";
import type { ReadingOutcome } from "./worker";

/** A workbook of 100,000 rows takes 5 seconds on an idle machine and 40 on a very busy one. */
const MAX_DEADLINE_MS = 120_000;
/**
 * The deadline of the smallest file, to which each megabyte adds. The minimum allows for a large table that packs into
 * a few hundred kilobytes, and keeps a small file from blocking the queue for longer.
 */
const MIN_DEADLINE_MS = 45_000;
const DEADLINE_MS_PER_MB = 15_000;
const MB = 1024 * 1024;
const HEAP_MB = 768;

interface JobOptions {
  /** The workspace that the file belongs to; workspaces take turns. */
  workspaceId: string;
  /** Stops the job, whether it is waiting or running. */
  signal?: AbortSignal | undefined;
  /** For tests. */
  deadlineMs?: number;
}

/**
 * Runs a job in a worker thread with limits on time and memory, so that it does not block requests. Few jobs run
 * concurrently; the others wait for their turn.
 * @throws DomainError invalid when the file is refused; unavailable when too many jobs wait.
 */
export async function runReadingJob<N extends ReadingJobName>(
  name: N,
  input: ReadingJobs[N]["input"],
  { workspaceId, signal, deadlineMs = deadlineFor(sizeOf(input)) }: JobOptions,
): Promise<ReadingJobs[N]["result"]> {
  const release = await takeTurn(workspaceId, { signal });
  try {
    signal?.throwIfAborted();
    const outcome = await runInWorker({ name, input }, signal, deadlineMs);
    if (!outcome.ok) throw new DomainError(outcome.code, outcome.message, { details: outcome.details });
    return resultOf(outcome);
  } finally {
    release();
  }
}

/** Returns the time limit in milliseconds for a file of this size. */
export function deadlineFor(bytes: number): number {
  return Math.min(MAX_DEADLINE_MS, MIN_DEADLINE_MS + Math.round((bytes / MB) * DEADLINE_MS_PER_MB));
}

function sizeOf(input: ReadingJobs[ReadingJobName]["input"]): number {
  return "packed" in input ? input.packed.length : input.bytes.length;
}

function runInWorker(job: unknown, signal: AbortSignal | undefined, deadlineMs: number): Promise<ReadingOutcome> {
  // Bundlers recognise exactly this expression and bundle the worker's code.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // It parses untrusted files and needs no secrets.
    env: {},
  });
  const { promise, resolve, reject } = Promise.withResolvers<ReadingOutcome>();
  const timer = setTimeout(() => reject(tooSlow(deadlineMs)), deadlineMs);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  worker.once("message", resolve);
  worker.once("error", (error) => reject(isOutOfMemory(error) ? tooMuch() : error));
  worker.once("exit", (code) => reject(new Error(`The reading worker ended without an answer (exit code ${code}).`)));
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    return worker.terminate();
  });
}

/** Narrows the result: the worker returns the result type of the job that it was given. */
function resultOf<N extends ReadingJobName>(outcome: Extract<ReadingOutcome, { ok: true }>): ReadingJobs[N]["result"] {
  return outcome.result as ReadingJobs[N]["result"];
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function tooSlow(deadlineMs: number): DomainError {
  return invalid(
    `Reading the file takes more than ${Math.ceil(deadlineMs) / 1000} seconds. Split it, or save the sheet as CSV and import that.`,
  );
}

function tooMuch(): DomainError {
  return invalid("Reading the file takes more memory than is available. Split it, or save the sheet as CSV.");
}
