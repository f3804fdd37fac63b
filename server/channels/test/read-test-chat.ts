import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { channels, conversations, messages, turns } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { listMessages, type VisibleMessage } from "@/server/conversations/list-messages";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";

export const readTestChatInput = z.object({ botId: idText, chatId: idText });

/** A test chat as a browser shows it again after a reload. */
export interface ReadTestChat {
  messages: VisibleMessage[];
  /** By the browser's ids of the messages that they answer, oldest first. */
  turns: { turnId: string; askedId: string; failure: string | null }[];
  /** The newest message has no complete answer yet. */
  isAnswering: boolean;
  handedOver: boolean;
}

/** Returns a session of the test chat; an empty one if nothing was said in it. */
export async function readTestChat(
  ctx: ServiceContext,
  { botId, chatId }: z.infer<typeof readTestChatInput>,
): Promise<ReadTestChat> {
  requireRole(ctx, "viewer");
  const [conversation] = await db
    .select({ id: conversations.id, handledBy: conversations.handledBy })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        eq(channels.botId, botId),
        eq(channels.runsDraft, true),
        eq(conversations.externalChatId, chatId),
      ),
    );
  if (!conversation) return { messages: [], turns: [], isAnswering: false, handedOver: false };
  const [{ messages: said }, answers] = await Promise.all([
    listMessages(conversation.id),
    listAnswers(conversation.id),
  ]);
  // The channel stores a message's id with its chat, because browsers only keep ids apart within a chat.
  const idIn = (externalId: string | null) => externalId?.slice(chatId.length + 1) ?? null;
  return {
    messages: said.map((message) => ({ ...message, external_id: idIn(message.external_id) })),
    turns: answers.flatMap(({ turnId, externalId, status, reason }) => {
      const askedId = idIn(externalId);
      return askedId === null ? [] : [{ turnId, askedId, failure: status === "failed" ? (reason ?? "") : null }];
    }),
    isAnswering: answers.some(({ status }) => status === "running"),
    handedOver: conversation.handledBy === "person",
  };
}

function listAnswers(conversationId: string) {
  return db
    .select({ turnId: turns.id, externalId: messages.externalId, status: turns.status, reason: turns.reason })
    .from(turns)
    .innerJoin(messages, eq(messages.id, turns.messageId))
    .where(eq(turns.conversationId, conversationId))
    .orderBy(asc(turns.startedAt), asc(turns.id));
}
