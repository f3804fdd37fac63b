import { and, asc, desc, eq, lt } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { isShown } from "@/server/accounts/access/limits-sql";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { messageFile } from "@/server/files/message-file";
import { filesOfMessage } from "@/server/files/stored-file";
import type { ServiceContext } from "@/server/service-context";
import { markdownRange } from "./text-parts";

const PAGE = 50;

/**
 * Lists a channel's conversations, the latest message first.
 * @param input `cursor` is the `lastMessageAt` of the previous page's last row.
 */
export async function listConversations(
  ctx: ServiceContext,
  input: { channelId: string; cursor?: Date | null | undefined },
) {
  requireRole(ctx, "viewer");
  return db
    .select({
      id: conversations.id,
      source: conversations.source,
      clientName: conversations.clientName,
      externalChatId: conversations.externalChatId,
      handledBy: conversations.handledBy,
      lastMessageAt: conversations.lastMessageAt,
    })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        eq(conversations.channelId, input.channelId),
        isShown(ctx, conversations),
        input.cursor ? lt(conversations.lastMessageAt, input.cursor) : undefined,
      ),
    )
    .orderBy(desc(conversations.lastMessageAt))
    .limit(PAGE);
}

/** Returns a conversation with its messages and their delivery states. */
export async function getConversation(ctx: ServiceContext, conversationId: string) {
  requireRole(ctx, "viewer");
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.workspaceId, ctx.workspaceId), eq(conversations.id, conversationId)));
  if (!conversation) throw new DomainError("not_found", "This conversation does not exist in your workspace.");
  const rows = await db
    .select({
      id: messages.id,
      sender: messages.sender,
      text: messages.text,
      interactive: messages.interactive,
      meaning: messages.meaning,
      files: filesOfMessage,
      turnId: messages.turnId,
      citations: messages.citations,
      fixedStart: messages.fixedStart,
      fixedEnd: messages.fixedEnd,
      delivery: messages.delivery,
      feedback: { rating: feedback.rating, comment: feedback.comment },
      createdAt: messages.createdAt,
    })
    .from(messages)
    .leftJoin(feedback, eq(feedback.messageId, messages.id))
    .where(and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.conversationId, conversationId)))
    .orderBy(asc(messages.seq));
  const { id, source, clientName, externalChatId, handledBy, handedOverReason, channelId } = conversation;
  const shown = rows.map(({ createdAt, files, fixedStart, fixedEnd, interactive, meaning, citations, ...message }) => {
    const markdown = markdownRange({ ...message, fixedStart, fixedEnd });
    const options = { ...(interactive && { interactive }), ...(meaning !== null && { meaning }) };
    return Object.assign(message, options, citations && { citations }, {
      markdown,
      files: files.map(messageFile),
      createdAt: createdAt.toISOString(),
    });
  });
  return { id, source, clientName, externalChatId, handledBy, handedOverReason, channelId, messages: shown };
}
