import { activeMembership } from "@/server/accounts/workspaces";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { createContext } from "./context";
import { WORKSPACE_HEADER } from "./init";

/**
 * The guard of route handlers that a signed-in member's browser calls: the same as `workspaceProcedure`.
 * @throws DomainError unauthorized or forbidden.
 */
export async function requestService(headers: Headers): Promise<ServiceContext> {
  const { user, requestId } = await createContext(headers);
  if (!user) throw new DomainError("unauthorized", "Sign in first.");
  const { workspace, role } = await activeMembership(user.id, headers.get(WORKSPACE_HEADER));
  return { workspaceId: workspace.id, actor: { type: "user", userId: user.id, role }, requestId };
}
