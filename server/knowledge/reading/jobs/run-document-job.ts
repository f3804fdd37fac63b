import { DomainError } from "@/server/errors";
import { type ReadingLane, takeTurn } from "@/server/tables/reading/reading-queue";
import { invalidFile } from "../files/file-fault";
import type { OnProgress } from "../files/read-pdf";
import { lettersIn } from "../files/text-limit";
import type { DocumentJob, DocumentJobName, DocumentJobs, DocumentResult } from "./document-jobs";
import { forgetListeners, keepWorker, takeWorker } from "./warm-worker";
import { watchMemory } from "./watch-memory";
import type { WorkerMessage } from "./worker";

/** A PDF of 2,000 pages takes 10 seconds on an idle machine. A durable step may take 120 s. */
const MAX_DEADLINE_MS = 90_000;
/** The deadline of the smallest document, to which each megabyte adds, so that a small one cannot block the queue for long. */
const MIN_DEADLINE_MS = 20_000;
const DEADLINE_MS_PER_MB = 15_000;
const MB = 1024 * 1024;

const LARGE_BYTES = 2 * MB;

interface JobOptions {
  /** Workspaces take turns. */
  workspaceId: string;
  /** Stops the job, whether it is waiting or running. */
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress;
  deadlineMs?: number;
}

/**
 * Runs a job in a worker thread with limits on time and memory, because documents come from strangers. Few jobs run
 * concurrently, together with those of tables; the others wait for their turn. Texts have a queue of their own.
 * The bytes of a file are moved to the thread.
 * @throws DomainError invalid or unsupported_type when the document is refused; unavailable when too many jobs wait; the signal's reason
 * when the signal aborts.
 */
export async function runDocumentJob<N extends DocumentJobName>(
  name: N,
  input: DocumentJobs[N]["input"],
  { workspaceId, signal, onProgress = () => {}, deadlineMs }: JobOptions,
): Promise<DocumentJobs[N]["result"]> {
  const job = jobOf(name, input);
  const release = await takeTurn(workspaceId, { lane: laneOf(job), signal });
  try {
    signal?.throwIfAborted();
    return resultOf<N>(
      await runInWorker(job, { signal, onProgress, deadlineMs: deadlineMs ?? deadlineFor(sizeOf(job)) }),
    );
  } finally {
    release();
  }
}

/** The rows of a table can be as many as those of a file; a text that people wrote or a system sent is short. */
function laneOf(job: DocumentJob): ReadingLane {
  return job.name === "readText" && job.input.format !== "read" ? "texts" : "files";
}

/** Returns the time limit in milliseconds for documents of this size. */
export function deadlineFor(bytes: number): number {
  return Math.min(MAX_DEADLINE_MS, MIN_DEADLINE_MS + Math.round((bytes / MB) * DEADLINE_MS_PER_MB));
}

/** In bytes or, of a text, letters. */
function sizeOf({ name, input }: DocumentJob): number {
  if (name === "readFile") return input.bytes.length;
  if (name === "readPages") return input.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return input.format === "read" ? lettersIn(input.read.blocks) : input.text.length;
}

interface RunOptions {
  signal: AbortSignal | undefined;
  onProgress: OnProgress;
  deadlineMs: number;
}

function runInWorker(job: DocumentJob, { signal, onProgress, deadlineMs }: RunOptions): Promise<DocumentResult> {
  const worker = takeWorker();
  const { promise, resolve, reject } = Promise.withResolvers<DocumentResult>();
  let isAnswered = false;
  const timer = setTimeout(() => reject(tooSlow(deadlineMs)), deadlineMs);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  const endWatch = watchMemory(worker, () => reject(tooMuch()));
  worker.on("message", (message: WorkerMessage) => {
    if (message.kind === "progress") return onProgress(message.done, message.total);
    isAnswered = true;
    if (message.kind === "result") resolve(message.result);
    else reject(new DomainError(message.code, message.message));
  });
  worker.once("error", (error) => reject(isOutOfMemory(error) ? tooMuch() : error));
  worker.once("exit", (code) => reject(new Error(`The reading worker ended without an answer (exit code ${code}).`)));
  // A large file leaves much memory behind.
  const isLarge = job.name === "readFile" && job.input.bytes.length > LARGE_BYTES;
  worker.postMessage(job, job.name === "readFile" ? ownBuffer(job.input.bytes) : []);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    endWatch();
    forgetListeners(worker);
    if (isAnswered && !isLarge) keepWorker(worker);
    else void worker.terminate();
  });
}

/** The buffer of a file is moved and not copied, so that a file of 50 MB is in memory once. */
function ownBuffer({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

/** Narrows the job: its input fits its name. */
function jobOf<N extends DocumentJobName>(name: N, input: DocumentJobs[N]["input"]): DocumentJob {
  return { name, input } as DocumentJob;
}

/** Narrows the result: the worker returns the result type of the job that it was given. */
function resultOf<N extends DocumentJobName>(result: DocumentResult): DocumentJobs[N]["result"] {
  return result as DocumentJobs[N]["result"];
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function tooSlow(deadlineMs: number): DomainError {
  return invalidFile(
    `Reading it takes more than ${Math.ceil(deadlineMs / 1000)} seconds. Split it, or save it in a simpler form.`,
  );
}

function tooMuch(): DomainError {
  return invalidFile("Reading it takes more memory than is available. Split it, or save it without pictures.");
}
