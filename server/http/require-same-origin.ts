import { env } from "@/server/env";
import { DomainError } from "@/server/errors";

/**
 * Refuses a browser's request from a page of another origin, including sibling subdomains, for which browsers send the
 * cookie, too. Programs send neither of the checked headers and are allowed.
 * @throws DomainError forbidden.
 */
export function requireSameOrigin({ headers }: Request): void {
  if (isSameOrigin(headers)) return;
  const message = "This request was made by a page of another site. Open Parley itself, and try again there.";
  throw new DomainError("forbidden", message);
}

function isSameOrigin(headers: Headers): boolean {
  // "none": started by the user, for example with a bookmark.
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  // Browsers omit Sec-Fetch-Site over plain http.
  const origin = headers.get("origin");
  if (origin === null || origin === new URL(env().PARLEY_URL).origin) return true;
  return URL.parse(origin)?.host === headers.get("host");
}
