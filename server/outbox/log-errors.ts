import { describeFailure } from "@/server/log/log-failure";
import { logger } from "@/server/log/logger";

/** The SDK's message for a missing or wrong signature. Anyone can cause as many of these as they like. */
const FORGED = "Signature validation failed";
/** The SDK's message for a body that it could not read to its end. */
const UNREAD = "Failed calling `body` from serve handler";
const FORGED_EVERY_MS = 60_000;
let forgedLoggedAt = -Infinity;

/** A logger for the SDK that leaves out the data of steps, such as secrets and customers' messages. */
export const errorLog = {
  info: (...given: unknown[]) => log("info", given),
  warn: (...given: unknown[]) => log("warn", given),
  error: (...given: unknown[]) => {
    if (given.includes(FORGED)) return logForged();
    // The HTTP server already logs this in one line.
    if (given.some((part) => typeof part === "string" && part.startsWith(UNREAD))) return;
    log("error", given);
  },
  debug: () => undefined,
  // Without this, the SDK waits for a tick after each call.
  flush: () => undefined,
};

/** One line per minute without a stack, so that a stranger cannot fill the log. */
function logForged(): void {
  if (performance.now() - forgedLoggedAt < FORGED_EVERY_MS) return;
  forgedLoggedAt = performance.now();
  log("warn", [`${FORGED}: a call of /api/inngest was refused. More in the next minute are not logged.`]);
}

function log(level: "info" | "warn" | "error", given: unknown[]): void {
  logger()[level]({ event: "inngest" }, lineOf(given));
}

/** The SDK passes the fields before or after the message. */
function lineOf(given: unknown[]): string {
  const texts = given.filter((part) => typeof part === "string");
  const others = given.filter((part) => typeof part !== "string");
  return [...texts, ...others.map(inWords)].join(" ");
}

function inWords(part: unknown): string {
  if (part instanceof Error) return describeFailure(part);
  if (typeof part !== "object" || part === null) return String(part);
  return Object.entries(part)
    .map(([name, value]) => (value instanceof Error ? describeFailure(value) : `${name}=${JSON.stringify(value)}`))
    .join(" ");
}
