import { DrizzleQueryError } from "drizzle-orm";

/** Logs a failure of ours under the request id that its user was shown. Values of a query never reach the log. */
export function logFailure(requestId: string, where: string, error: unknown): void {
  console.error(`${requestId} ${where}: ${describe(error)}`);
}

/** The chain of causes; a failed query by its text alone, since its message and stack quote the parameters. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;
  const own = error instanceof DrizzleQueryError ? `Failed query: ${error.query}` : (error.stack ?? error.message);
  return error.cause === undefined ? own : `${own}\ncaused by: ${describe(error.cause)}`;
}
