import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { conversationGone } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";

/**
 * Finds a conversation of the workspace, with its channel.
 * @throws DomainError `not_found` when the workspace has no such conversation.
 */
export async function findInboxConversation({ workspaceId }: ServiceContext, conversationId: string) {
  const [found] = await db
    .select({ id: conversations.id, channelId: channels.id, channelDelivery: channels.delivery })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
  if (!found) throw conversationGone();
  return found;
}
