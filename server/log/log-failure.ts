import { DrizzleQueryError } from "drizzle-orm";
import { logger } from "./logger.ts";

/**
 * Logs an internal failure. Values of a query never reach the log.
 * @param id Of the request, as its user was shown it, or of what failed.
 */
export function logFailure(id: string, where: string, error: unknown): void {
  logger().error({ event: "failure", id, where }, `${id} ${where}: ${describeFailure(error)}`);
}

/**
 * An error and the chain of its causes, for the log. Messages that quote input, which may be a secret or a customer's
 * words, are left out: those of failed queries and of parsers.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${typeof error}`;
  const own = error instanceof DrizzleQueryError ? `Failed query: ${error.query}` : ownWords(error);
  return error.cause === undefined ? own : `${own}\ncaused by: ${describeFailure(error.cause)}`;
}

function ownWords(error: Error): string {
  if (!quotesInput(error)) return error.stack ?? error.message;
  const places = (error.stack ?? "").split(error.message).at(-1) ?? "";
  return `${error.name} (its message may quote a secret)${places}`;
}

/** Regular expressions, JSON and addresses that cannot be read, and PostgreSQL's class 22, "data exception". */
function quotesInput(error: Error): boolean {
  const code = "code" in error ? String(error.code) : "";
  return error instanceof SyntaxError || code === "ERR_INVALID_URL" || /^22[\dA-Z]{3}$/.test(code);
}
