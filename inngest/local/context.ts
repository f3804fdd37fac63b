/** What the executor's parts share. */
import type { Backoff } from "./queue/backoff.ts";
import type { CallsUnderWay } from "./calls/calls-under-way.ts";
import type { Sql } from "./database.ts";
import type { Functions } from "./runs/functions.ts";
import type { Report } from "./calls/report-results.ts";

export interface Context {
  sql: Sql;
  /** This process's number, on the jobs that it has claimed. */
  owner: string;
  /** Aborts when the executor begins to stop: what is under way is finished, nothing more is begun. */
  windingDown: AbortSignal;
  /** Aborts when it has waited long enough for that. */
  stopping: AbortSignal;
  backoff: Backoff;
  calls: CallsUnderWay;
  /** The app's functions as last synced; empty before the first sync. */
  functions(): Functions;
  /** There are new jobs, the earliest at that moment (now unless given). */
  wake(moment?: Date): void;
  /** Writes a call's result down; false when the run does not go on. */
  report(result: Report): Promise<boolean>;
  log(message: string): void;
}
