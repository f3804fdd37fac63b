import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channelSightings } from "@/db/schema/channel-sightings";
import { requireRole } from "@/server/accounts/require-role";
import { findChannel } from "@/server/channels/get-channel";
import type { ServiceContext } from "@/server/service-context";

/** A site on which a channel's widget was seen. */
export interface Sighting {
  origin: string;
  /** The address of the newest page, without query; the origin until a visitor opened the chat there. */
  page: string;
  firstSeenAt: string;
  lastSeenAt: string;
}

/**
 * Lists the sites on which a channel's widget was seen, the newest first. The times are up to ten minutes old.
 * @throws DomainError `not_found`.
 */
export async function listSightings(ctx: ServiceContext, channelId: string): Promise<Sighting[]> {
  requireRole(ctx, "viewer");
  await findChannel(ctx, channelId);
  const rows = await db
    .select()
    .from(channelSightings)
    .where(and(eq(channelSightings.workspaceId, ctx.workspaceId), eq(channelSightings.channelId, channelId)))
    .orderBy(desc(channelSightings.lastSeenAt));
  return rows.map(({ origin, page, firstSeenAt, lastSeenAt }) => ({
    origin,
    page,
    firstSeenAt: firstSeenAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}
