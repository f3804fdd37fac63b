import { and, asc, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { messages } from "@/db/schema/conversations";
import { feedback } from "@/db/schema/feedback";
import { photoUrl } from "@/server/accounts/profile/photo-url";
import { messageFile, type MessageFile } from "@/server/files/message-file";
import { filesOfMessage } from "@/server/files/stored-file";
import type { Interactive } from "@/server/messages/interactive";
import { type MarkdownRange, markdownRange } from "./text-parts";

/** The most messages on a page. */
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

/** Where a page of messages is: after a cursor or before one, or at the end of the conversation without both. */
export interface PagePlace {
  after?: number | null;
  before?: number | null;
}

/**
 * Lists a conversation's messages in order, with the fields that its customer may see. Those from before the customer
 * started again are left out.
 * @returns The messages with the position after them, for `after`, and the one before them, for `before`. The latter is
 * null if there are no earlier messages, and on a page after a cursor.
 */
export async function listMessages(
  conversationId: string,
  { after = null, before = null }: PagePlace = {},
): Promise<{ messages: VisibleMessage[]; cursor: number | null; earlier: number | null }> {
  const mine = and(eq(messages.conversationId, conversationId), sql`${messages.seq} > ${startOf(conversationId)}`);
  const { rows, earlier } = after === null ? await lastRows(mine, before) : await rowsAfter(mine, after);
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
    earlier,
  };
}

async function rowsAfter(mine: SQL | undefined, after: number) {
  const rows = await messagesWhere(and(mine, gt(messages.seq, after)))
    .orderBy(asc(messages.seq))
    .limit(MESSAGE_PAGE);
  return { rows, earlier: null };
}

/** The last rows, or the last ones before a cursor. One row more says whether there are earlier ones. */
async function lastRows(mine: SQL | undefined, before: number | null) {
  const found = await messagesWhere(before === null ? mine : and(mine, lt(messages.seq, before)))
    .orderBy(desc(messages.seq))
    .limit(MESSAGE_PAGE + 1);
  const rows = found.slice(0, MESSAGE_PAGE).toReversed();
  return { rows, earlier: found.length > MESSAGE_PAGE ? (rows[0]?.seq ?? null) : null };
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
