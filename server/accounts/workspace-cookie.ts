/** Names the workspace of a request; the default is the one that the browser last chose. */
export const WORKSPACE_HEADER = "x-parley-workspace";
/** The same for requests that cannot have headers, such as those of an EventSource. */
export const WORKSPACE_PARAMETER = "workspace";
/** The name of the `meta` element with the workspace of a page. */
export const WORKSPACE_META = "parley-workspace";

const YEAR_SECONDS = 365 * 24 * 3600;

/** The cookie with the id of the workspace that the browser last chose. The id gives no access. */
export const WORKSPACE_COOKIE = "parley-workspace";

/** The text that `document.cookie` takes to choose a workspace. */
export function workspaceCookie(workspaceId: string): string {
  return `${WORKSPACE_COOKIE}=${encodeURIComponent(workspaceId)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
