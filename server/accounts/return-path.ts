const HERE = "http://parley.invalid";
const HOME = "/bots";

/**
 * Where to go after signing in: the path that was asked for, if it is one of this site, else the bots. Whole addresses,
 * `//host` and `/\host` lead elsewhere and are not followed, and neither is what becomes such an address once its dots
 * are resolved, as `/.//host` does.
 */
export function returnPath(asked: string | string[] | undefined): string {
  const path = typeof asked === "string" && asked.startsWith("/") ? pathHere(asked) : null;
  // The browser resolves it once more, so that has to change nothing.
  return path !== null && pathHere(path) === path ? path : HOME;
}

/**
 * The address that next-auth may lead to: the path of an address of this site, which may also be given whole.
 * @param baseUrl The product's own origin.
 */
export function returnAddress(asked: string, baseUrl: string): string {
  return new URL(returnPath(isOf(baseUrl, asked) ? pathOf(new URL(asked)) : asked), baseUrl).href;
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
