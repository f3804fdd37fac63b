import { and, desc, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import { isShown } from "@/server/accounts/access/limits-sql";
import type { ServiceContext } from "@/server/service-context";
import { notificationPlace } from "./notification-place";

/**
 * Returns the id of the newest notification that a member sees, to find out whether there are new ones; null without any
 * in the last day. Older ones are not searched, since a limited member may see none of very many.
 */
export async function newestNotification(ctx: ServiceContext): Promise<string | null> {
  const [newest] = await db
    .select({ id: notifications.id })
    .from(notifications)
    .leftJoin(conversations, eq(conversations.id, notifications.conversationId))
    .where(
      and(
        eq(notifications.workspaceId, ctx.workspaceId),
        gt(notifications.createdAt, sql`now() - interval '1 day'`),
        isShown(ctx, notificationPlace),
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(1);
  return newest?.id ?? null;
}
