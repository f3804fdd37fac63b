import { logger } from "./logger.ts";

/** A field of a log line: an id, a number or a name. Secrets and the words of customers are never logged. */
export type LogField = string | number | boolean | null | undefined;

type Level = "debug" | "info" | "warn" | "error";

/** Logs one event as one line, with every field worth searching by. */
export function logEvent(name: string, fields: Record<string, LogField>, level: Level = "info"): void {
  logger()[level]({ event: name, ...fields });
}
