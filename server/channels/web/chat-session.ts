import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { DomainError } from "@/server/errors";
import type { WebChannel } from "./find-web-channel";
import { newVisitorChatId, readVisitorToken } from "./visitor-token";

export interface Visitor {
  chatId: string;
  /** True if the request had no token. */
  isNew: boolean;
}

/**
 * Returns the visitor named by a request's token, or a new one if it has none.
 * @throws DomainError unauthorized for a token that is forged or another channel's.
 */
export function visitorOf(channel: WebChannel, authorization: string | null): Visitor {
  const token = authorization?.replace(/^Bearer /i, "");
  if (!token) return { chatId: newVisitorChatId(), isNew: true };
  const chatId = readVisitorToken(channel.publicId, token);
  if (chatId === null)
    throw new DomainError("unauthorized", "This visitor token is not valid for this chat. Start again without it.");
  return { chatId, isNew: false };
}

/** Returns the id of the visitor's conversation, or null before the first message. */
export async function findConversationId(channel: WebChannel, visitor: Visitor): Promise<string | null> {
  const [row] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.channelId, channel.id), eq(conversations.externalChatId, visitor.chatId)));
  return row?.id ?? null;
}
