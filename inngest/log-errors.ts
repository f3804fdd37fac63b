import { describeFailure } from "@/server/log-failure";

/** The SDK's logger, whose errors do not quote the data of steps, such as secrets and customers' messages. */
export const errorLog = {
  info: (...given: unknown[]) => console.info(lineOf(given)),
  warn: (...given: unknown[]) => console.warn(lineOf(given)),
  error: (...given: unknown[]) => console.error(lineOf(given)),
  debug: () => undefined,
  // Without this the SDK waits for a tick after each call.
  flush: () => undefined,
};

/** The SDK gives a message with its fields before or after it. */
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
