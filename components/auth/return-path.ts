const HERE = "http://parley.invalid";

/**
 * Where to go after signing in: the path that was asked for, if it is one of this site, else the bots. Whole addresses,
 * `//host` and `/\host` lead elsewhere and are not followed.
 */
export function returnPath(asked: string | string[] | undefined): string {
  if (typeof asked !== "string" || !asked.startsWith("/") || !URL.canParse(asked, HERE)) return "/bots";
  const url = new URL(asked, HERE);
  return url.origin === HERE ? `${url.pathname}${url.search}${url.hash}` : "/bots";
}
