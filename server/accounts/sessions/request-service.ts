import { DomainError } from "@/server/errors";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { noteRequest, requestIdHere } from "@/server/log/request-scope";
import type { ServiceContext } from "@/server/service-context";
import { clientAddress } from "../limits/client-address";
import { readSession } from "./session-token";
import { activeMembership } from "../workspaces";

const READING = new Set(["GET", "HEAD"]);

/**
 * Authenticates a request to a route handler for members, like `workspaceProcedure` does in tRPC.
 * @throws DomainError unauthorized; forbidden, also for a write from a page of another origin.
 */
export async function requestService(request: Request): Promise<ServiceContext> {
  if (!READING.has(request.method)) requireSameOrigin(request);
  const { headers } = request;
  const user = await readSession(headers);
  if (!user) throw new DomainError("unauthorized", "Sign in first.");
  const { workspace, role } = await activeMembership(user, headers);
  noteRequest({ workspaceId: workspace.id, userId: user.id });
  return {
    workspaceId: workspace.id,
    actor: { type: "user", userId: user.id, role },
    requestId: requestIdHere(),
    address: clientAddress(headers),
  };
}
