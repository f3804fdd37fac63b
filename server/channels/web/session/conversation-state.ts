import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { conversations } from "@/db/schema/conversations";
import { conversationViewers } from "@/db/schema/inbox";
import type { ConversationState } from "../protocol";
import { answererColumns, answererOf } from "./find-visitor-conversation";

/** The inbox repeats every four seconds that a member is writing; without a repetition the sign ends by itself. */
export const TYPING_SECONDS = 6;

/** Who answers a conversation, whether a member is writing, and whether it is closed; null if it no longer exists. */
export async function readState(conversationId: string): Promise<ConversationState | null> {
  const [row] = await db
    .select({
      ...answererColumns,
      status: conversations.status,
      isTyping: sql<boolean>`exists (
        select from ${conversationViewers} v
        where v.conversation_id = ${conversationId} and v.is_typing
          and v.seen_at > now() - ${TYPING_SECONDS} * interval '1 second'
      )`,
    })
    .from(conversations)
    .leftJoin(users, eq(users.id, conversations.assigneeId))
    .where(eq(conversations.id, conversationId));
  return row ? { answered_by: answererOf(row), isTyping: row.isTyping, isClosed: row.status === "closed" } : null;
}
