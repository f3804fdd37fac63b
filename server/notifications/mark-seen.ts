import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { notifications, notificationViews } from "@/db/schema/notifications";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";

export const markSeenInput = z.object({
  /** The newest notification that was shown; later ones stay new. */
  notificationId: idText,
});

/** Records that a member has seen the workspace's notifications up to the given one; an older one changes nothing. */
export async function markSeen(ctx: ServiceContext, input: z.infer<typeof markSeenInput>): Promise<void> {
  requireRole(ctx, "viewer");
  if (ctx.actor.type !== "user") return;
  const { workspaceId } = ctx;
  const shown = db
    .select({
      workspaceId: notifications.workspaceId,
      userId: sql<string>`${ctx.actor.userId}`.as("user_id"),
      // Copied by the statement itself, because a JavaScript Date has no microseconds.
      seenAt: sql<Date>`${notifications.createdAt}`.as("seen_at"),
    })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, input.notificationId)));
  await db
    .insert(notificationViews)
    .select(shown)
    .onConflictDoUpdate({
      target: [notificationViews.workspaceId, notificationViews.userId],
      set: { seenAt: sql`greatest(${notificationViews.seenAt}, excluded.seen_at)` },
    });
}
