import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { type ListedEndpoint, readEndpoints } from "./read-endpoints";

/** Lists the workspace's endpoints with their health in the last 24 hours, oldest first, without secrets. */
export async function listEndpoints(ctx: ServiceContext): Promise<ListedEndpoint[]> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  return readEndpoints(ctx.workspaceId, null);
}
