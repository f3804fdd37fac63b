/** Runs one job in a worker thread (run-reading-job.ts). Plain Node must be able to run this file as well. */
import { parentPort, workerData } from "node:worker_threads";
import { DomainError, type ErrorCode, type ErrorDetail } from "../../errors.ts";
import { doReadingJob, type ReadingJob, type ReadingResult } from "./reading-jobs.ts";

/** The only message that a worker sends. */
export type ReadingOutcome =
  | { ok: true; result: ReadingResult }
  | { ok: false; code: ErrorCode; message: string; details: ErrorDetail[] };

const outcome = await outcomeOf(workerData);
parentPort?.postMessage(outcome, outcome.ok ? buffersOf(outcome.result) : []);

async function outcomeOf(job: ReadingJob): Promise<ReadingOutcome> {
  try {
    return { ok: true, result: await doReadingJob(job) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, details } = error;
    return { ok: false, code, message, details };
  }
}

/** Returns the buffers in a result, which are transferred without a copy. */
function buffersOf(result: ReadingResult): ArrayBuffer[] {
  if (Array.isArray(result)) return result.map(({ buffer }) => buffer);
  if ("slices" in result) return result.slices.map(({ buffer }) => buffer);
  return "packed" in result ? [result.packed.buffer] : [];
}
