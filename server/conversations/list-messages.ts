import { and, asc, desc, eq, gt, type SQL } from "drizzle-orm";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { messageFile, type MessageFile } from "@/server/files/message-file";
import { filesOfMessage } from "@/server/files/stored-file";
import type { Interactive } from "@/server/messages/interactive";
import { type MarkdownRange, markdownRange } from "./text-parts";

/** Messages a page of `messages?after=` holds at most. */
export const MESSAGE_PAGE = 200;

/** At most one of `quick_replies`, `buttons` and `cards` is there (CONTRACTS §0). */
export interface VisibleMessage extends Interactive {
  id: string;
  /** The id that its sender gave it, by which a browser knows its own. */
  external_id: string | null;
  sender: "customer" | "ai" | "employee";
  text: string;
  /** The part of the text that is Markdown; null: the text is plain. */
  markdown: MarkdownRange | null;
  files: MessageFile[];
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
      ? (await saidWhere(mine).orderBy(desc(messages.seq)).limit(MESSAGE_PAGE)).toReversed()
      : await saidWhere(and(mine, gt(messages.seq, after)))
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
      created_at: row.createdAt.toISOString(),
    })),
    cursor: rows.at(-1)?.seq ?? after,
  };
}

function saidWhere(condition: SQL | undefined) {
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
      createdAt: messages.createdAt,
    })
    .from(messages)
    .where(condition);
}
