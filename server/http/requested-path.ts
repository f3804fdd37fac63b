import { headers } from "next/headers";

/** The header that passes the requested path and query from proxy.ts to the page. */
export const PATH_HEADER = "x-parley-path";

/** A longer one is not kept: it would make the sign-in page's own address too long for some servers. */
const MAX_PATH = 2000;

/** The path and query of a page's address for that header; without what Next.js adds when it fetches a page's data. */
export function pathForPage({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams(searchParams);
  query.delete("_rsc");
  const path = query.size === 0 ? pathname : `${pathname}?${query}`;
  return path.length > MAX_PATH ? pathname.slice(0, MAX_PATH) : path;
}

/** Returns the path and query of the current page; undefined outside of a request through the proxy. */
export async function requestedPath(): Promise<string | undefined> {
  return (await headers()).get(PATH_HEADER) ?? undefined;
}
