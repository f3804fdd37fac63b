import { WORKSPACE_META, WORKSPACE_PARAMETER } from "@/server/accounts/workspace-cookie";

/**
 * Names the workspace of the page on the screen in a request's address. The browser's cookie holds the workspace that
 * was used last, perhaps in another tab. On pages without a workspace, the address stays as it is.
 */
export function inPageWorkspace(url: string): string {
  if (typeof document === "undefined") return url;
  const workspaceId = document.querySelector<HTMLMetaElement>(`meta[name="${WORKSPACE_META}"]`)?.content;
  if (workspaceId === undefined) return url;
  return `${url}${url.includes("?") ? "&" : "?"}${WORKSPACE_PARAMETER}=${encodeURIComponent(workspaceId)}`;
}
