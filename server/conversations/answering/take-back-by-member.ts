import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { storableText } from "@/server/text/storable-text";
import { changeConversation, conversationGone } from "../change-conversation";
import { requestAnswer } from "./request-answer";
import { resumeBot } from "./take-back";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { operator } from "@/server/inbox/operator";
import type { pauseInput, resumeInput } from "@/server/inbox/schema";

/**
 * Gives a conversation to people until they give it back. One that they have already stays as it is, unless the bot
 * would take it back by itself: now it does not.
 * @returns Whether there was something to change.
 * @throws DomainError `not_found`.
 */
export async function pauseConversation(
  ctx: ServiceContext,
  { conversationId, reason }: z.infer<typeof pauseInput>,
): Promise<{ changed: boolean }> {
  const by = operator(ctx);
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`handled_by = 'person', handed_over_cause = 'manual', handed_over_reason = ${storableText(reason)},
      handed_over_turn_id = null, resume_at = null`,
    // Both in one statement: the bot may take the conversation back at this very moment.
    where: sql`c.handled_by = 'bot' or c.resume_at is not null`,
    event: { kind: "paused", by, text: reason },
  });
  return { changed };
}

/**
 * Gives a conversation back to its bot. With `answerNow` the bot answers the newest message, where that is the
 * customer's; it does so once, however often it is asked.
 * @returns Whether people had it until now, and whether the bot answers.
 */
export async function resumeConversation(
  ctx: ServiceContext,
  { conversationId, answerNow }: z.infer<typeof resumeInput>,
): Promise<{ changed: boolean; answers: boolean }> {
  const by = operator(ctx);
  const scope = { workspaceId: ctx.workspaceId, conversationId };
  const { changed, events } = await db.transaction(async (tx) => ({
    changed: await resumeBot({ ...scope, by }, tx),
    events: answerNow ? await askForAnswer(tx, scope) : [],
  }));
  await dispatch(events);
  return { changed, answers: events.length > 0 };
}

/** Owes the newest message an answer, if nobody has answered it and no turn is at it. */
async function askForAnswer(
  tx: Transaction,
  { workspaceId, conversationId }: { workspaceId: string; conversationId: string },
): Promise<OutboxEvent[]> {
  const [conversation] = await tx.execute(sql`
    select from conversations where id = ${conversationId} and workspace_id = ${workspaceId} for update`);
  if (!conversation) throw conversationGone();
  // A statement of its own: it sees what was said while the row was waited for.
  const [newest] = await tx.execute<{ id: string; is_open: boolean }>(sql`
    select m.id, m.id = c.last_customer_message_id and not exists (
      select from turns t where t.message_id = m.id and t.status in ('running', 'completed') and t.action_run_id is null
    ) as is_open
    from messages m join conversations c on c.id = m.conversation_id
    where m.conversation_id = ${conversationId} and not m.is_control order by m.seq desc limit 1`);
  if (!newest?.is_open) return [];
  return requestAnswer(tx, { workspaceId, conversationId, messageId: newest.id });
}
