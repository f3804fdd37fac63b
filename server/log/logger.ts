import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import { logSettings } from "../env.ts";
import { readableLine } from "./readable-line.ts";
import { currentRequestId } from "./request-scope.ts";

/** Fields with these names are masked, whoever logs them. */
const SECRETS = ["authorization", "cookie", "token", "secret", "password", "apiKey", "signature"];

/**
 * A write costs several times what a line costs, so lines are written together, and without blocking the process. pino
 * writes what is left when the process exits; kill -9 loses the lines of the last moment. Should nobody read the output
 * any more, lines beyond `maxLength` are dropped.
 */
const BUFFERED = { sync: false, minLength: 4096, periodicFlush: 200, maxLength: 16 * 1024 * 1024 };

declare global {
  // Global, so that a process has one logger even if a bundler copies this module.
  var parleyLogger: Logger | undefined;
}

/** The process's logger. Prefer `logEvent` and `logFailure`, which keep to what may be logged. */
export function logger(): Logger {
  return (globalThis.parleyLogger ??= startLogger());
}

/** Makes another logger the process's; undefined: the usual one. For tests. */
export function replaceLogger(replacement: Logger | undefined): void {
  globalThis.parleyLogger = replacement;
}

/** @param level The lowest level that is written. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: SECRETS, censor: "•••" },
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: requestFields,
  };
  return pino(options, destination);
}

function requestFields(): object {
  const requestId = currentRequestId();
  return requestId === undefined ? {} : { requestId };
}

function startLogger(): Logger {
  const { level, format, isFrozenBetweenRequests } = logSettings();
  if (format === "readable") {
    return createLogger(level, { write: (line) => void process.stdout.write(`${readableLine(line)}\n`) });
  }
  return createLogger(level, pino.destination({ fd: 1, ...(isFrozenBetweenRequests ? { sync: true } : BUFFERED) }));
}
