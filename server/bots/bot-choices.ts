import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";

/** Lists the workspace's bots that the member sees for pickers, ordered by name. */
export async function listBotChoices(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  return db
    .select({ id: bots.id, name: bots.name, isPublished: sql<boolean>`${bots.publishedVersionId} is not null` })
    .from(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), isShown(ctx, { botId: bots.id })))
    .orderBy(asc(sql`lower(${bots.name})`), asc(bots.id));
}
