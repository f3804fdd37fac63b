/** The dependencies that the executor's parts share. */
import type { Backoff } from "./queue/backoff.ts";
import type { CallsUnderWay } from "./calls/calls-under-way.ts";
import type { Sql } from "./database.ts";
import type { Functions } from "./runs/functions.ts";
import type { Report } from "./calls/report-results.ts";

export interface Context {
  sql: Sql;
  /** This process's number, stored on the jobs that it has claimed. */
  owner: string;
  /** Aborts when the executor begins to stop: work in progress is finished, no new work is started. */
  windingDown: AbortSignal;
  /** Aborts when the grace period for that is over. */
  stopping: AbortSignal;
  backoff: Backoff;
  calls: CallsUnderWay;
  /** The app's functions as last synced; empty before the first sync. */
  functions(): Functions;
  /** Reports new jobs, the earliest due at `moment` (default: now). */
  wake(moment?: Date): void;
  /** Stores a call's result; false if the run does not continue. */
  report(result: Report): Promise<boolean>;
  log(message: string): void;
}
