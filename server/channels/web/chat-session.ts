import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { DomainError } from "@/server/errors";
import type { WebChannel } from "./find-web-channel";
import { identityMark } from "./identity";
import { newVisitorChatId, readVisitorToken, signVisitorToken } from "./visitor-token";

export interface Visitor {
  chatId: string;
  /** True if the request had no token. */
  isNew: boolean;
}

/**
 * Returns the visitor named by a request's token, or a new one if it has none.
 * @throws DomainError unauthorized for a token that is forged or another channel's, and for that of a user whom the site
 * vouched for with an identity secret that has been replaced.
 */
export function visitorOf(channel: WebChannel, authorization: string | null): Visitor {
  const token = authorization?.replace(/^Bearer /i, "");
  if (!token) return { chatId: newVisitorChatId(), isNew: true };
  const chatId = readVisitorToken(channel.publicId, token, (id) => identityMark(channel.settings, id));
  if (chatId === null) {
    throw new DomainError("unauthorized", "This visitor token is not valid for this chat. Start again without it.");
  }
  return { chatId, isNew: false };
}

/** Signs the token that names the visitor in later requests. */
export function tokenOf({ publicId, settings }: WebChannel, { chatId }: Visitor): string {
  return signVisitorToken(publicId, chatId, identityMark(settings, chatId));
}

/** Returns the id of the visitor's conversation, or null before the first message. */
export async function findConversationId(channel: WebChannel, visitor: Visitor): Promise<string | null> {
  const [row] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.channelId, channel.id), eq(conversations.externalChatId, visitor.chatId)));
  return row?.id ?? null;
}
