import { DomainError } from "@/server/errors";
import { sendOutbound } from "@/server/outbound/send-outbound";
import { parseRobots, type Robots } from "./parse-robots";

const TIMEOUT_MS = 15_000;
/** RFC 9309, 2.5: at least 500 kB are read. */
const MAX_BYTES = 512 * 1024;
const MAX_REDIRECTS = 5;
const FRESH_MS = 10 * 60_000;
const MAX_KEPT = 100;

/** The rules that this process has read, by origin. Each step of a reading needs them. */
const kept = new Map<string, { readAt: number; robots: Robots }>();

/**
 * Returns the rules of an origin, which are read at most every ten minutes. Without a file everything is allowed.
 * @throws DomainError invalid if the server fails: RFC 9309, 2.3.1.4 then allows nothing.
 */
export async function readRobots(origin: string): Promise<Robots> {
  const known = kept.get(origin);
  if (known && performance.now() - known.readAt < FRESH_MS) return known.robots;
  const robots = await fetchRobots(new URL("/robots.txt", origin).href);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(origin, { readAt: performance.now(), robots });
  return robots;
}

/** Makes the next reading of a site read its rules again. */
export function forgetRobots(origin: string): void {
  kept.delete(origin);
}

async function fetchRobots(url: string): Promise<Robots> {
  const answer = await sendOutbound({
    method: "GET",
    url,
    timeoutMs: TIMEOUT_MS,
    maxResponseBytes: MAX_BYTES,
    maxRedirects: MAX_REDIRECTS,
  });
  if (!answer.ok) throw new DomainError("invalid", answer.error.message);
  if (answer.status >= 500) {
    throw new DomainError(
      "invalid",
      `The site's rules for programs (${url}) could not be read: the server answered ${answer.status}.`,
    );
  }
  return parseRobots(url, answer.status === 200 ? answer.body.toString("utf8") : "");
}
