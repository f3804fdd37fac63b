import { and, count, desc, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { notifications, notificationViews } from "@/db/schema/notifications";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import type { Actor, ServiceContext } from "@/server/service-context";
import { notificationPlace } from "./notification-place";

const NEWEST = 50;
/** People see "99+" for more; counting all of a long time on each page would be slow. */
const MOST_UNSEEN = 100;

/** Lists the newest notifications that the member sees, and counts the new ones among all of them. */
export async function listNotifications(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  const { workspaceId, actor } = ctx;
  const mine = and(eq(notifications.workspaceId, workspaceId), isShown(ctx, notificationPlace));
  const unseen = gt(notifications.createdAt, seenBy(workspaceId, actor));
  const [rows, [counted]] = await Promise.all([
    db
      .select({
        id: notifications.id,
        kind: notifications.kind,
        title: notifications.title,
        body: notifications.body,
        createdAt: notifications.createdAt,
        isUnseen: sql<boolean>`${unseen}`,
        botId: notifications.botId,
        botName: bots.name,
        conversationId: conversations.id,
        openChannelId: channels.id,
        channelId: notifications.channelId,
        clientName: conversations.clientName,
        source: conversations.source,
        externalChatId: conversations.externalChatId,
      })
      .from(notifications)
      .leftJoin(bots, and(eq(bots.id, notifications.botId), eq(bots.workspaceId, workspaceId)))
      .leftJoin(
        conversations,
        and(eq(conversations.id, notifications.conversationId), eq(conversations.workspaceId, workspaceId)),
      )
      // Conversations of the test chat have no page.
      .leftJoin(channels, and(eq(channels.id, conversations.channelId), eq(channels.runsDraft, false)))
      .where(mine)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(NEWEST),
    db
      .select({ unseen: count() })
      .from(
        db
          .select({ id: notifications.id })
          .from(notifications)
          .leftJoin(conversations, eq(conversations.id, notifications.conversationId))
          .where(and(mine, unseen))
          .limit(MOST_UNSEEN)
          .as("unseen"),
      ),
  ]);
  return { items: rows.map(toItem), unseen: counted?.unseen ?? 0 };
}

interface Row {
  createdAt: Date;
  botId: string | null;
  botName: string | null;
  conversationId: string | null;
  openChannelId: string | null;
  clientName: string | null;
  source: string | null;
  externalChatId: string | null;
}

/** Leaves out links to objects that were deleted. */
function toItem<R extends Row>(row: R) {
  const { createdAt, botId, botName, conversationId, openChannelId, ...more } = row;
  const { clientName, source, externalChatId, ...rest } = more;
  const bot = botId !== null && botName !== null ? { id: botId, name: botName } : null;
  const conversation =
    conversationId !== null && openChannelId !== null && externalChatId !== null
      ? { id: conversationId, clientName, source, externalChatId }
      : null;
  return { ...rest, bot, conversation, createdAt: createdAt.toISOString() };
}

function seenBy(workspaceId: string, actor: Actor) {
  const userId = actor.type === "user" ? actor.userId : null;
  const seenAt = db
    .select({ seenAt: notificationViews.seenAt })
    .from(notificationViews)
    .where(and(eq(notificationViews.workspaceId, workspaceId), eq(notificationViews.userId, sql`${userId}`)));
  return sql`coalesce((${seenAt}), '-infinity')`;
}
