import { and, asc, eq, lte, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { changeConversation } from "../change-conversation";
import { TAKEN_BACK } from "./intercept";
import { requestAnswer } from "./request-answer";

interface Scope {
  workspaceId: string;
  conversationId: string;
}

/**
 * Gives conversations back to their bots in which employees have been silent for as long as the bots' settings say; a
 * newest message that nobody has answered is answered now.
 * @returns The events to dispatch.
 */
export async function resumeConversations(limit = 200): Promise<OutboxEvent[]> {
  const due = await db
    .select({ workspaceId: conversations.workspaceId, conversationId: conversations.id })
    .from(conversations)
    .where(and(lte(conversations.resumeAt, sql`now()`), eq(conversations.handledBy, "person")))
    .orderBy(asc(conversations.resumeAt))
    .limit(limit);
  const owed: OutboxEvent[] = [];
  for (const scope of due) owed.push(...(await resume(scope)));
  return owed;
}

function resume(scope: Scope): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    const isResumed = await changeConversation(
      {
        ...scope,
        set: sql`handled_by = 'bot', handed_over_cause = null, handed_over_reason = null, handed_over_turn_id = null,
          resume_at = null, answer_check_at = null`,
        // An employee may have written meanwhile.
        where: sql`c.handled_by = 'person' and c.resume_at <= now()`,
        event: { kind: "resumed", by: { actor: "system" }, text: TAKEN_BACK },
      },
      tx,
    );
    return isResumed ? oweAnswer(tx, scope) : [];
  });
}

/** Owes the newest message an answer, in a transaction that holds the conversation, if it waits for one. */
async function oweAnswer(tx: Transaction, { workspaceId, conversationId }: Scope): Promise<OutboxEvent[]> {
  const [newest] = await tx.execute<{ id: string }>(sql`
    select newest.id from conversations c
    cross join lateral (
      select m.id, m.sender from messages m
      where m.conversation_id = c.id and not m.is_control order by m.seq desc limit 1
    ) newest
    where c.id = ${conversationId} and c.status = 'open' and newest.id = c.last_customer_message_id`);
  if (!newest) return [];
  return requestAnswer(tx, { workspaceId, conversationId, messageId: newest.id });
}
