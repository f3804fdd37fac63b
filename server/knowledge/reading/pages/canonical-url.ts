/** Parameters by which campaigns and sessions are tracked. They do not change what a page shows. */
const TRACKING =
  /^(?:utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|hs_?\w*tracking|phpsessid|jsessionid|sessionid)$/i;

/** A longer address is no page that people link to. */
const LONGEST_URL = 1000;

/**
 * The form of an address by which two of the same page are equal: without its fragment, tracking parameters and session.
 * @param base The address of the page that refers to it.
 * @returns null if it is not an address of the web.
 */
export function canonicalUrl(text: string, base?: string): string | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username !== "" || url.password !== "")
    return null;
  url.hash = "";
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/i, "");
  const tracking = Array.from(url.searchParams.keys()).filter((name) => TRACKING.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  // An address with a question mark and nothing after it is the one without.
  if (url.searchParams.size === 0) url.search = "";
  return url.href.length <= LONGEST_URL ? url.href : null;
}

/** The host of an address without "www.", by which addresses of one site are compared. */
export function siteOf(url: string): string {
  return new URL(url).host.replace(/^www\./, "");
}
