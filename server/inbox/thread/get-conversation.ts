import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { conversationEvents } from "@/db/schema/inbox";
import { requireRole } from "@/server/accounts/require-role";
import { verifiedUserId } from "@/server/channels/web/identity";
import { isUnanswered } from "@/server/conversations/answering/is-unanswered";
import { conversationGone } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { listViewers } from "../live/list-viewers";
import { type Reminder, reminderColumn } from "../reminders/reminder-column";
import { stopOf } from "./stop-of";

/**
 * Returns a conversation's details, which the inbox shows beside its thread.
 * @throws DomainError `not_found`.
 */
export async function getInboxConversation(ctx: ServiceContext, conversationId: string) {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const [[found], [lastHandOff], viewers] = await Promise.all([
    findConversation(workspaceId, conversationId),
    readLastHandOff(workspaceId, conversationId),
    listViewers(workspaceId, [conversationId]),
  ]);
  if (!found) throw conversationGone();
  const { conversation: c, ...rest } = found;
  return {
    ...rest,
    id: c.id,
    chatId: c.externalChatId,
    clientName: c.clientName,
    clientPhone: c.clientPhone,
    clientEmail: c.clientEmail,
    /**
     * Set in a web channel: the user id is what the site's server has vouched for; the name, the e-mail address and the
     * phone number came from the visitor's browser, and nobody has checked them.
     */
    visitor: rest.channel.kind === "web" ? { userId: verifiedUserId(c.externalChatId) } : null,
    language: c.language,
    pageUrl: c.pageUrl,
    /** The consent that the visitor gave last. */
    consent:
      c.consentVersion !== null && c.consentAt !== null
        ? { version: c.consentVersion, at: c.consentAt.toISOString() }
        : null,
    source: c.source,
    link: c.link,
    placeholders: c.placeholders,
    variables: c.variables,
    tags: c.tags,
    state: c.status === "closed" ? ("closed" as const) : c.handledBy,
    handledBy: c.handledBy,
    stop: stopOf({ handledBy: c.handledBy, cause: c.handedOverCause, reason: c.handedOverReason }),
    /** When people got the conversation or the bot got it back; null if no such event is stored. */
    handledSince: lastHandOff?.at.toISOString() ?? null,
    /** When the bot takes it back automatically. */
    resumeAt: c.handledBy === "person" ? (c.resumeAt?.toISOString() ?? null) : null,
    closedAt: c.status === "closed" ? (c.closedAt?.toISOString() ?? null) : null,
    /** When its snooze ends, or ended. */
    snoozedUntil: c.snoozedUntil?.toISOString() ?? null,
    unread: c.unreadCount,
    viewers: viewers.get(conversationId) ?? [],
    lastMessageAt: c.lastMessageAt.toISOString(),
    createdAt: c.createdAt.toISOString(),
  };
}

function findConversation(workspaceId: string, conversationId: string) {
  return db
    .select({
      conversation: conversations,
      channel: { id: channels.id, name: channels.name, kind: channels.kind, botId: channels.botId },
      bot: { id: bots.id, name: bots.name },
      assignee: { id: users.id, name: users.name, photoId: users.photoId },
      /** The customer's rating of the conversation; null without one. */
      rating: { score: feedback.score, comment: feedback.comment },
      isUnanswered: sql<boolean>`(select ${isUnanswered} from conversations c where c.id = ${conversations.id})`,
      /** What the bot does next if the customer stays silent. */
      reminder: sql<Reminder | null>`(select ${reminderColumn} from conversations c where c.id = ${conversations.id})`,
    })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .innerJoin(bots, eq(bots.id, conversations.botId))
    .leftJoin(users, eq(users.id, conversations.assigneeId))
    .leftJoin(feedback, and(eq(feedback.conversationId, conversations.id), isNull(feedback.messageId)))
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
}

function readLastHandOff(workspaceId: string, conversationId: string) {
  return db
    .select({ at: conversationEvents.createdAt })
    .from(conversationEvents)
    .where(
      and(
        eq(conversationEvents.workspaceId, workspaceId),
        eq(conversationEvents.conversationId, conversationId),
        inArray(conversationEvents.kind, ["paused", "resumed"]),
      ),
    )
    .orderBy(desc(conversationEvents.seq))
    .limit(1);
}
