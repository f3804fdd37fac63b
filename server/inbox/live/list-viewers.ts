import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { conversationViewers } from "@/db/schema/inbox";

export interface Viewer {
  userId: string;
  name: string;
  photoId: string | null;
  isTyping: boolean;
}

/** A browser reports every 8 seconds that it shows a conversation. Two of these reports may get lost. */
export const VIEWER_SECONDS = 20;

/**
 * Lists the current viewers of a workspace's conversations, by conversation id and ordered by user id.
 * @param conversationIds Null for all conversations.
 */
export async function listViewers(
  workspaceId: string,
  conversationIds: string[] | null,
): Promise<Map<string, Viewer[]>> {
  const rows = await db
    .select({
      conversationId: conversationViewers.conversationId,
      userId: users.id,
      name: users.name,
      photoId: users.photoId,
      isTyping: conversationViewers.isTyping,
    })
    .from(conversationViewers)
    .innerJoin(users, eq(users.id, conversationViewers.userId))
    .where(
      and(
        eq(conversationViewers.workspaceId, workspaceId),
        gt(conversationViewers.seenAt, sql`now() - ${VIEWER_SECONDS} * interval '1 second'`),
        conversationIds ? inArray(conversationViewers.conversationId, conversationIds) : undefined,
      ),
    )
    .orderBy(asc(users.id));
  const byConversation = new Map<string, Viewer[]>();
  for (const { conversationId, ...viewer } of rows) {
    byConversation.set(conversationId, [...(byConversation.get(conversationId) ?? []), viewer]);
  }
  return byConversation;
}
