/** Runs jobs in a worker thread, one after the other (run-document-job.ts). Plain Node must be able to run this file, too. */
import { parentPort } from "node:worker_threads";
import { DomainError, type ErrorCode } from "../../../errors.ts";
import { doDocumentJob, type DocumentJob, type DocumentResult } from "./document-jobs.ts";

/** What a worker sends about a job: how far it is, any number of times, and then the outcome. */
export type WorkerMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "result"; result: DocumentResult }
  | { kind: "refused"; code: ErrorCode; message: string };

const PROGRESS_EVERY_MS = 1000;
let reportedAt = performance.now();

function report(done: number, total: number): void {
  if (performance.now() - reportedAt < PROGRESS_EVERY_MS) return;
  reportedAt = performance.now();
  send({ kind: "progress", done, total });
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function outcomeOf(job: DocumentJob): Promise<WorkerMessage> {
  try {
    return { kind: "result", result: await doDocumentJob(job, report) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}

parentPort?.on("message", async (job: DocumentJob) => send(await outcomeOf(job)));
