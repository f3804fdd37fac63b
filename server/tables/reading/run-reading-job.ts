import { Worker } from "node:worker_threads";
import { DomainError } from "@/server/errors";
import { takeTurn } from "./reading-queue";
import type { ReadingJobName, ReadingJobs } from "./reading-jobs";
import { invalid } from "./workbook/sheet";
import type { ReadingOutcome } from "./worker";

/** A workbook of 100,000 rows takes 5 seconds on a machine with nothing else to do, and 40 on a very busy one. */
const MAX_DEADLINE_MS = 120_000;
/**
 * What the smallest file gets, and how much each megabyte adds. A large table may pack into a few hundred kilobytes, and a
 * small file must not hold up those of others for longer than that takes.
 */
const MIN_DEADLINE_MS = 45_000;
const DEADLINE_MS_PER_MB = 15_000;
const MB = 1024 * 1024;
const HEAP_MB = 768;

interface JobOptions {
  /** Whose file it is: workspaces take turns. */
  workspaceId: string;
  /** Given up: the job is stopped, wherever it is. */
  signal?: AbortSignal | undefined;
  /** For tests. */
  deadlineMs?: number;
}

/**
 * Runs a job with a file in a separate thread, with limits on its time and memory, so that other requests do not wait
 * for it. Few jobs run concurrently; the others wait for their turn.
 * @throws DomainError invalid when the file is refused; unavailable when too many jobs wait.
 */
export async function runReadingJob<N extends ReadingJobName>(
  name: N,
  input: ReadingJobs[N]["input"],
  { workspaceId, signal, deadlineMs = deadlineFor(sizeOf(input)) }: JobOptions,
): Promise<ReadingJobs[N]["result"]> {
  const release = await takeTurn(workspaceId, signal);
  try {
    signal?.throwIfAborted();
    const outcome = await runInWorker({ name, input }, signal, deadlineMs);
    if (!outcome.ok) throw new DomainError(outcome.code, outcome.message, { details: outcome.details });
    return resultOf(outcome);
  } finally {
    release();
  }
}

/** How long a file of so many bytes may be read. */
export function deadlineFor(bytes: number): number {
  return Math.min(MAX_DEADLINE_MS, MIN_DEADLINE_MS + Math.round((bytes / MB) * DEADLINE_MS_PER_MB));
}

function sizeOf(input: ReadingJobs[ReadingJobName]["input"]): number {
  return "packed" in input ? input.packed.length : input.bytes.length;
}

function runInWorker(job: unknown, signal: AbortSignal | undefined, deadlineMs: number): Promise<ReadingOutcome> {
  // Bundlers find the worker's code by this expression, as it stands.
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // It parses files of strangers, and needs no secrets.
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

/** The worker answers with the result of the job that it was given. */
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
  return invalid("Reading the file takes more memory than there is for it. Split it, or save the sheet as CSV.");
}
