import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { endOfPrevious, endpointGone, findEndpoint, versionOf } from "./find-endpoint";
import { type ListedEndpoint, readEndpoints } from "./read-endpoints";

/** An endpoint for its page, without secrets. */
export interface ShownEndpoint extends ListedEndpoint {
  /** The value of a secret header is null. */
  headers: { name: string; value: string | null; isSecret: boolean }[];
  concurrency: number;
  ratePerSecond: number | null;
  /** ISO 8601: until when the previous secret also signs; null if it does not. */
  previousSecretUntil: string | null;
  /** For `basedOn` of a change. */
  version: string;
}

/** Returns an endpoint with its health. @throws DomainError `not_found`. */
export async function getEndpoint(ctx: ServiceContext, endpointId: string): Promise<ShownEndpoint> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const row = await findEndpoint(ctx.workspaceId, endpointId);
  const [listed] = await readEndpoints(ctx.workspaceId, endpointId);
  const { concurrency, ratePerSecond } = row;
  return {
    ...(listed ?? endpointGone()),
    headers: row.headers.map(({ name, value, isSecret }) => ({ name, value: isSecret ? null : value, isSecret })),
    concurrency,
    ratePerSecond,
    previousSecretUntil: endOfPrevious(row)?.toISOString() ?? null,
    version: versionOf(row),
  };
}
