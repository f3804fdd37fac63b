import { DomainError } from "@/server/errors";
import { findEndpoint } from "../endpoints/find-endpoint";

/**
 * Checks that an endpoint of the workspace receives events.
 * @throws DomainError not_found, or conflict if it is off.
 */
export async function requireEnabled(workspaceId: string, endpointId: string): Promise<void> {
  const { enabled } = await findEndpoint(workspaceId, endpointId);
  if (!enabled) throw new DomainError("conflict", "This endpoint is off, so nothing is sent to it. Turn it on first.");
}
