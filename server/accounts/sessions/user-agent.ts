/** Longer ones are made up. */
const MAX_USER_AGENT = 500;

/** Returns the name that a request's browser gives itself; null without one. */
export function userAgentOf(headers: Headers): string | null {
  return headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null;
}
