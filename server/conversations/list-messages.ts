import { and, asc, desc, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";

/** Messages a page of `messages?after=` holds at most. */
export const MESSAGE_PAGE = 200;

export interface VisibleMessage {
  id: string;
  /** The id that its sender gave it, by which a browser knows its own. */
  external_id: string | null;
  sender: "customer" | "ai" | "employee";
  text: string;
  created_at: string;
}

/**
 * A conversation's messages in order, as its customer may see them.
 * @param after A cursor from an earlier page; null: the newest page.
 */
export async function listMessages(
  conversationId: string,
  after: number | null,
): Promise<{ messages: VisibleMessage[]; cursor: number | null }> {
  const mine = eq(messages.conversationId, conversationId);
  const rows =
    after === null
      ? (await db.select().from(messages).where(mine).orderBy(desc(messages.seq)).limit(MESSAGE_PAGE)).toReversed()
      : await db
          .select()
          .from(messages)
          .where(and(mine, gt(messages.seq, after)))
          .orderBy(asc(messages.seq))
          .limit(MESSAGE_PAGE);
  return {
    messages: rows.map(({ id, externalId, sender, text, createdAt }) => ({
      id,
      external_id: externalId,
      sender,
      text,
      created_at: createdAt.toISOString(),
    })),
    cursor: rows.at(-1)?.seq ?? after,
  };
}
