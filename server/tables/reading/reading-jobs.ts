import type { CheckedRows, PackedRows } from "./check-rows.ts";
import type { ReadSource, SourceFile } from "./read-source.ts";
import type { ReadUpload, UploadFile } from "./read-upload.ts";

/** The input and result of each job that runs in a worker thread, away from the thread that serves requests. */
export interface ReadingJobs {
  readUpload: { input: UploadFile; result: ReadUpload };
  readSource: { input: SourceFile; result: ReadSource };
  checkRows: { input: PackedRows; result: CheckedRows };
  convertSlices: { input: PackedRows; result: Uint8Array<ArrayBuffer>[] };
}

export type ReadingJobName = keyof ReadingJobs;
export type ReadingResult = ReadingJobs[ReadingJobName]["result"];

/** A job as it is passed to a worker. */
export type ReadingJob = { [N in ReadingJobName]: { name: N; input: ReadingJobs[N]["input"] } }[ReadingJobName];

/** Runs a job. It imports only that job's code, so that a worker starts faster. */
export async function doReadingJob(job: ReadingJob): Promise<ReadingResult> {
  switch (job.name) {
    case "readUpload":
      return (await import("./read-upload.ts")).readUpload(job.input);
    case "readSource":
      return (await import("./read-source.ts")).readSource(job.input);
    case "checkRows":
      return (await import("./check-rows.ts")).checkRows(job.input);
    case "convertSlices":
      return (await import("./convert-slices.ts")).convertSlices(job.input);
  }
}
