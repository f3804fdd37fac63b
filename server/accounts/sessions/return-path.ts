const HERE = "http://parley.invalid";
const HOME = "/bots";

/**
 * Returns the path to open after signing in: the requested one if it is on this site, else the bots page. Full URLs,
 * `//host` and `/\host` lead elsewhere and are refused, and so are paths that resolve to one, such as `/.//host`.
 */
export function returnPath(asked: string | string[] | undefined): string {
  const path = typeof asked === "string" && asked.startsWith("/") ? pathHere(asked) : null;
  // The browser resolves the path again, and this must not change it.
  return path !== null && pathHere(path) === path ? path : HOME;
}

/**
 * Returns the address that next-auth may redirect to: a path on this site, also if it is given as a full URL.
 * @param baseUrl The product's own origin.
 */
export function returnAddress(asked: string, baseUrl: string): string {
  return new URL(returnPath(isOf(baseUrl, asked) ? pathOf(new URL(asked)) : asked), baseUrl).href;
}

/** The address of the sign-in page (or of sign-up, or of the second step) that leads back to a path afterwards. */
export function signInPath(
  back: string | undefined,
  page: "/sign-in" | "/sign-up" | "/sign-in/code" = "/sign-in",
): string {
  const path = returnPath(back);
  return path === HOME ? page : `${page}?${new URLSearchParams({ callbackUrl: path })}`;
}

function isOf(baseUrl: string, address: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(baseUrl).origin;
}

function pathHere(path: string): string | null {
  const url = URL.canParse(path, HERE) ? new URL(path, HERE) : null;
  return url?.origin === HERE ? pathOf(url) : null;
}

function pathOf({ pathname, search, hash }: URL): string {
  return `${pathname}${search}${hash}`;
}
