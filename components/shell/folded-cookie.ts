/** Remembers for each browser whether its sidebar is folded, so that the server renders it with the right width. */
export const FOLDED_COOKIE = "parley-sidebar";
export const FOLDED = "folded";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The cookie to set in the browser. */
export function foldedCookie(isFolded: boolean): string {
  return `${FOLDED_COOKIE}=${isFolded ? FOLDED : ""}; path=/; max-age=${isFolded ? YEAR_SECONDS : 0}; samesite=lax`;
}
