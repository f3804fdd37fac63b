import { and, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { conversations, messages } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { feedback } from "@/db/schema/feedback";
import { conversationEvents, conversationNotes } from "@/db/schema/inbox";
import { requireRole } from "@/server/accounts/require-role";
import { conversationGone } from "@/server/conversations/change-conversation";
import { markdownRange } from "@/server/conversations/text-parts";
import { messageFile } from "@/server/files/message-file";
import { filesOfMessage } from "@/server/files/stored-file";
import { detectLanguage } from "@/server/knowledge/words/detect-language";
import type { ServiceContext } from "@/server/service-context";
import type { threadInput } from "../schema";

/**
 * Returns a page of a conversation's messages, notes and events in one order, oldest first. Pass `nextBefore` as `before`
 * for the next page; it is null when there are no older entries.
 * @throws DomainError `not_found`.
 */
export async function getThread(ctx: ServiceContext, input: z.infer<typeof threadInput>) {
  requireRole(ctx, "viewer");
  const { workspaceId } = ctx;
  const [conversation] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, input.conversationId)));
  if (!conversation) throw conversationGone();
  const entries = (await Promise.all([readMessages(input), readNotes(input), readEvents(input)])).flat();
  const newest = entries.toSorted((a, b) => b.seq - a.seq).slice(0, input.limit);
  return {
    entries: newest.toReversed(),
    nextBefore: newest.length === input.limit ? (newest.at(-1)?.seq ?? null) : null,
  };
}

type Page = z.infer<typeof threadInput>;

async function readMessages({ conversationId, before, limit }: Page) {
  const rows = await db
    .select({
      id: messages.id,
      seq: messages.seq,
      sender: messages.sender,
      author: { id: users.id, name: users.name },
      text: messages.text,
      writtenText: messages.writtenText,
      interactive: messages.interactive,
      meaning: messages.meaning,
      files: filesOfMessage,
      turnId: messages.turnId,
      citations: messages.citations,
      fixed: { fixedStart: messages.fixedStart, fixedEnd: messages.fixedEnd },
      delivery: messages.delivery,
      deliveredAt: messages.deliveredAt,
      attempt: lastAttempt,
      /** What the customer thinks of this answer. */
      feedback: { rating: feedback.rating, comment: feedback.comment },
      nextAttemptAt: deliveries.nextAttemptAt,
      createdAt: messages.createdAt,
    })
    .from(messages)
    .leftJoin(users, eq(users.id, messages.authorId))
    .leftJoin(deliveries, eq(deliveries.id, messages.deliveryId))
    .leftJoin(feedback, eq(feedback.messageId, messages.id))
    .where(older(messages, conversationId, before))
    .orderBy(desc(messages.seq))
    .limit(limit);
  const languages = await Promise.all(
    rows.map(({ sender, text }) => (sender === "customer" ? languageOf(text) : null)),
  );
  return rows.map(
    (
      {
        writtenText,
        interactive,
        meaning,
        citations,
        files,
        fixed,
        deliveredAt,
        attempt,
        nextAttemptAt,
        createdAt,
        delivery,
        ...message
      },
      at,
    ) => ({
      type: "message" as const,
      ...message,
      /** The language of a customer's message, if it is sure. */
      ...(message.sender === "customer" && { language: languages[at] ?? null }),
      /** What the employee wrote, if its translation was sent. */
      ...(writtenText !== null && { writtenText }),
      /** The quick replies, buttons or cards, if any. */
      ...(interactive && { interactive }),
      /** The value of the option that the customer chose, if it differs from the text. */
      ...(meaning !== null && { meaning }),
      /** The knowledge that the bot's answer used. */
      ...(citations && { citations }),
      /** The part of the text that is Markdown; null for plain text. */
      markdown: markdownRange({ ...message, ...fixed }),
      files: files.map(messageFile),
      delivery: {
        /** `none` for a message that needs no delivery. */
        state: delivery,
        deliveredAt: deliveredAt?.toISOString() ?? null,
        /** The number of attempts so far, including a running one. */
        attempts: attempt?.number ?? 0,
        /** The error of the last attempt. */
        error: attempt?.error ?? null,
        nextAttemptAt: delivery === "delivering" ? (nextAttemptAt?.toISOString() ?? null) : null,
      },
      createdAt: createdAt.toISOString(),
    }),
  );
}

async function languageOf(text: string): Promise<string | null> {
  const { language, isSure } = await detectLanguage(text);
  return isSure ? language : null;
}

const lastAttempt = sql<{ number: number; error: string | null } | null>`(
  select json_build_object('number', a.number, 'error', a.error) from delivery_attempts a
  where a.delivery_id = ${messages.deliveryId} order by a.number desc limit 1)`;

async function readNotes({ conversationId, before, limit }: Page) {
  const rows = await db
    .select({
      id: conversationNotes.id,
      seq: conversationNotes.seq,
      author: { id: users.id, name: users.name },
      text: conversationNotes.text,
      createdAt: conversationNotes.createdAt,
    })
    .from(conversationNotes)
    .leftJoin(users, eq(users.id, conversationNotes.authorId))
    .where(older(conversationNotes, conversationId, before))
    .orderBy(desc(conversationNotes.seq))
    .limit(limit);
  return rows.map((row) => ({ type: "note" as const, ...row, createdAt: row.createdAt.toISOString() }));
}

async function readEvents({ conversationId, before, limit }: Page) {
  const rows = await db
    .select({
      id: conversationEvents.id,
      seq: conversationEvents.seq,
      kind: conversationEvents.kind,
      actor: conversationEvents.actor,
      /** Set for the actor `user`; null if that user was deleted. */
      user: { id: users.id, name: users.name },
      text: conversationEvents.text,
      createdAt: conversationEvents.createdAt,
    })
    .from(conversationEvents)
    .leftJoin(users, eq(users.id, conversationEvents.userId))
    .where(older(conversationEvents, conversationId, before))
    .orderBy(desc(conversationEvents.seq))
    .limit(limit);
  return rows.map((row) => ({ type: "event" as const, ...row, createdAt: row.createdAt.toISOString() }));
}

function older(
  of: { conversationId: PgColumn; seq: PgColumn },
  conversationId: string,
  before: number | null | undefined,
): SQL | undefined {
  return and(eq(of.conversationId, conversationId), before ? lt(of.seq, before) : undefined);
}
