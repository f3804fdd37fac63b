import { workspaceCookie } from "@/server/accounts/workspace-cookie";

/** Opens a workspace's first page. What is on the screen belongs to another workspace, so the page is loaded again. */
export function openWorkspace(workspaceId: string): void {
  document.cookie = workspaceCookie(workspaceId);
  window.location.assign("/bots");
}

/** Opens the page of the address bar in another workspace. */
export function openWorkspaceHere(workspaceId: string): void {
  document.cookie = workspaceCookie(workspaceId);
  window.location.reload();
}
