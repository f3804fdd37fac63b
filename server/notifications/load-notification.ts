import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";
import type { NotificationKind } from "@/server/schemas/notification-kinds";
import { env } from "@/server/env";
import { notificationPlace } from "./notification-place";

/** The data of the event `notification/created`. */
export interface NotificationKey {
  workspaceId: string;
  notificationId: string;
}

export type LoadedNotification = NonNullable<Awaited<ReturnType<typeof loadNotification>>>;

/** Loads a notification for sending, with the address of its subject; null if it was deleted. */
export async function loadNotification({ workspaceId, notificationId }: NotificationKey) {
  const [row] = await db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      title: notifications.title,
      body: notifications.body,
      createdAt: notifications.createdAt,
      workspaceName: workspaces.name,
      botId: bots.id,
      botName: bots.name,
      conversationId: conversations.id,
      clientName: conversations.clientName,
      source: conversations.source,
      chatId: conversations.externalChatId,
      // Null for a conversation of the test chat, which has no page.
      openChannelId: channels.id,
      aboutChannelId: notifications.channelId,
      place: notificationPlace,
    })
    .from(notifications)
    .innerJoin(workspaces, eq(workspaces.id, notifications.workspaceId))
    .leftJoin(bots, and(eq(bots.id, notifications.botId), eq(bots.workspaceId, workspaceId)))
    .leftJoin(
      conversations,
      and(eq(conversations.id, notifications.conversationId), eq(conversations.workspaceId, workspaceId)),
    )
    .leftJoin(channels, and(eq(channels.id, conversations.channelId), eq(channels.runsDraft, false)))
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, notificationId)));
  if (!row) return null;
  const { botId, conversationId, openChannelId, aboutChannelId, ...rest } = row;
  const { kind } = rest;
  const page = {
    kind,
    botId,
    conversationId: openChannelId === null ? null : conversationId,
    channelId: aboutChannelId,
  };
  return { ...rest, conversationId: page.conversationId, url: new URL(pathOf(page), env().PARLEY_URL).href };
}

interface Page {
  kind: NotificationKind;
  botId: string | null;
  conversationId: string | null;
  channelId: string | null;
}

/** Returns the path of the page about the notification's subject. */
function pathOf({ kind, botId, conversationId, channelId }: Page): string {
  if (conversationId !== null) return `/inbox/${conversationId}`;
  // An endpoint of events belongs to no bot.
  if (botId === null) return kind === "webhook_failing" ? "/settings/webhooks" : "/bots";
  return channelId === null ? `/bots/${botId}` : `/bots/${botId}/channels/${channelId}`;
}
