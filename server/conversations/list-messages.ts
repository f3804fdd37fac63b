import { and, asc, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { messages } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { photoUrl } from "@/server/accounts/profile/photo-url";
import { messageFile, type MessageFile } from "@/server/files/message-file";
import { filesOfMessage } from "@/server/files/stored-file";
import type { Interactive } from "@/server/messages/interactive";
import { type MarkdownRange, markdownRange } from "./text-parts";

/** The most messages on a page of `messages?after=`. */
export const MESSAGE_PAGE = 200;

/** A message with at most one of `quick_replies`, `buttons` and `cards` (CONTRACTS §0). */
export interface VisibleMessage extends Interactive {
  id: string;
  /** The sender's id of the message, by which a browser recognises its own messages. */
  external_id: string | null;
  sender: "customer" | "ai" | "employee";
  text: string;
  /** The part of the text that is Markdown; null for plain text. */
  markdown: MarkdownRange | null;
  files: MessageFile[];
  /** The member who wrote it in the inbox. */
  author: { name: string; photo_url: string | null } | null;
  /** What the customer thinks of this answer. */
  rating: "positive" | "negative" | null;
  created_at: string;
}

/**
 * Lists a conversation's messages in order, with the fields that its customer may see. Those from before the customer
 * started again are left out.
 * @param after A cursor from an earlier page; null for the newest page.
 */
export async function listMessages(
  conversationId: string,
  after: number | null,
): Promise<{ messages: VisibleMessage[]; cursor: number | null }> {
  const mine = and(eq(messages.conversationId, conversationId), sql`${messages.seq} > ${startOf(conversationId)}`);
  const rows =
    after === null
      ? (await messagesWhere(mine).orderBy(desc(messages.seq)).limit(MESSAGE_PAGE)).toReversed()
      : await messagesWhere(and(mine, gt(messages.seq, after)))
          .orderBy(asc(messages.seq))
          .limit(MESSAGE_PAGE);
  return {
    messages: rows.map((row) => ({
      id: row.id,
      external_id: row.externalId,
      sender: row.sender,
      text: row.text,
      markdown: markdownRange(row),
      ...row.interactive,
      files: row.files.map(messageFile),
      author: row.authorName === null ? null : { name: row.authorName, photo_url: photoUrl(row.authorPhotoId) },
      rating: row.rating === "neutral" ? null : row.rating,
      created_at: row.createdAt.toISOString(),
    })),
    cursor: rows.at(-1)?.seq ?? after,
  };
}

/** The last message before the customer started again. */
function startOf(conversationId: string): SQL {
  return sql`(select c.visitor_from_seq from conversations c where c.id = ${conversationId})`;
}

function messagesWhere(condition: SQL | undefined) {
  return db
    .select({
      id: messages.id,
      seq: messages.seq,
      externalId: messages.externalId,
      sender: messages.sender,
      text: messages.text,
      interactive: messages.interactive,
      turnId: messages.turnId,
      fixedStart: messages.fixedStart,
      fixedEnd: messages.fixedEnd,
      files: filesOfMessage,
      authorName: users.name,
      authorPhotoId: users.photoId,
      rating: feedback.rating,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .leftJoin(users, eq(users.id, messages.authorId))
    .leftJoin(feedback, eq(feedback.messageId, messages.id))
    .where(condition);
}
