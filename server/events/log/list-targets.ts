import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import { eventEndpoints } from "@/db/schema/events";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";

/** Lists where deliveries can be sent, for the filters of the list: endpoints, and channels with a webhook. */
export async function listTargets(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const [endpoints, pushed] = await Promise.all([
    db
      .select({ id: eventEndpoints.id, name: eventEndpoints.name })
      .from(eventEndpoints)
      .where(eq(eventEndpoints.workspaceId, ctx.workspaceId))
      .orderBy(asc(eventEndpoints.name), asc(eventEndpoints.id)),
    db
      .select({ id: channels.id, name: channels.name, botName: bots.name })
      .from(channels)
      .innerJoin(bots, eq(bots.id, channels.botId))
      .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(channels.delivery, "push")))
      .orderBy(asc(bots.name), asc(channels.name), asc(channels.id)),
  ]);
  return { endpoints, channels: pushed };
}
