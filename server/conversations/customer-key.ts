import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { DomainError } from "@/server/errors";
import { phoneOfCustomer } from "@/server/text/phone-number";

/**
 * Names the customer of a conversation, so that a person counts once: the phone in E.164 where it is known, otherwise
 * the channel and the customer's id in it.
 * @throws DomainError `not_found`.
 */
export async function customerKey(workspaceId: string, conversationId: string): Promise<string> {
  const [found] = await db
    .select({
      channelId: conversations.channelId,
      externalChatId: conversations.externalChatId,
      clientPhone: conversations.clientPhone,
    })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
  if (!found) throw new DomainError("not_found", "The conversation no longer exists.");
  return phoneOfCustomer(found.clientPhone, found.externalChatId) || `${found.channelId}:${found.externalChatId}`;
}
