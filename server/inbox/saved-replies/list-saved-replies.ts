import { asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { savedReplies } from "@/db/schema/inbox";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";

/** Lists a workspace's saved replies by name. */
export async function listSavedReplies(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  return db
    .select({
      id: savedReplies.id,
      name: savedReplies.name,
      shortcut: savedReplies.shortcut,
      text: savedReplies.text,
    })
    .from(savedReplies)
    .where(eq(savedReplies.workspaceId, ctx.workspaceId))
    .orderBy(asc(sql`lower(${savedReplies.name})`), asc(savedReplies.id));
}
