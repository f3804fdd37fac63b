import { env } from "@/server/env";
import { DomainError } from "@/server/errors";

/**
 * Refuses a browser's request from a page of another origin, a sibling subdomain's too, since the cookie is sent along.
 * Programs send neither of the headers that this reads, and pass.
 * @throws DomainError forbidden.
 */
export function requireSameOrigin({ headers }: Request): void {
  if (isSameOrigin(headers)) return;
  const message = "This request was made by a page of another site. Open Parley itself, and try again there.";
  throw new DomainError("forbidden", message);
}

function isSameOrigin(headers: Headers): boolean {
  // "none": by the person themselves, such as with a bookmark.
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  // Browsers leave Sec-Fetch-Site out where the product is reached by plain http.
  const origin = headers.get("origin");
  if (origin === null || origin === new URL(env().PARLEY_URL).origin) return true;
  return URL.parse(origin)?.host === headers.get("host");
}
