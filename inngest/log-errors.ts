import { describeFailure } from "@/server/http/log-failure";

/** The SDK's log, in which errors do not quote what was being worked on: steps carry secrets and customers' words. */
export const errorLog = {
  info: (...given: unknown[]) => console.info(...given.map(fitForLog)),
  warn: (...given: unknown[]) => console.warn(...given.map(fitForLog)),
  error: (...given: unknown[]) => console.error(...given.map(fitForLog)),
  debug: () => undefined,
  // Without this the SDK waits for a tick after each call.
  flush: () => undefined,
};

function fitForLog(given: unknown): unknown {
  if (given instanceof Error) return describeFailure(given);
  if (typeof given !== "object" || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fitForLog(value)]));
}
