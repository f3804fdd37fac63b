import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { statement } from "@/db/statement";
import { hasTurnAnswered, isAnswer } from "@/server/conversations/answering/is-unanswered";
import { recordMessage } from "@/server/conversations/record-stored-message";
import { announceEvents } from "@/server/events/publish/announce-events";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { durableLease } from "./durable-lease";
import { type LoadedTurn, loadTurn } from "../context/load-turn";
import { lateResultsOf } from "./late-results-of";
import type { TurnResult } from "../turn-result";
import { recordKnowledge } from "../replies/record-knowledge";
import { saveReplies } from "../replies/save-replies";

/** A message to answer. */
type Due = Record<"workspaceId" | "conversationId" | "messageId", string>;

/**
 * Opens the turn that answers a message, pinned to the currently published version. An Inngest run that calls this twice
 * gets the same turn.
 * @param hostRunId The Inngest run that executes the turn.
 * A message that no turn answers is recorded for endpoints and the feed.
 * @returns null when there is nothing to answer: a newer message came, people have the conversation, the message is
 * answered, or another Inngest run answers it.
 */
export async function openDurableTurn(due: Due, hostRunId: string): Promise<string | null> {
  const { turnId, isRecorded } = await db.transaction(async (tx) => {
    const opened = await openIn(tx, due, hostRunId);
    if (opened !== null) return { turnId: opened, isRecorded: false };
    await dropOvertaken({ ...due, hostRunId }, tx);
    return { turnId: null, isRecorded: await recordMessage(due.messageId, tx) };
  });
  if (isRecorded) announceEvents(due.workspaceId);
  return turnId;
}

async function openIn(tx: Transaction, due: Due, hostRunId: string): Promise<string | null> {
  const [conversation] = await lockConversation(due, tx);
  if (conversation?.handledBy !== "bot" || conversation.lastCustomerMessageId !== due.messageId) return null;
  const [before] = await findTurnOf(due, tx);
  if (before) return isExecutedBy(hostRunId, before) ? before.id : null;
  const id = newId("turn");
  await insertTurn({ ...due, id, hostRunId }, tx);
  return id;
}

/**
 * Ends a turn that this run opened before a crash and that was overtaken meanwhile. Otherwise it would count as running
 * until its lease ends.
 */
const dropOvertaken = statement<Due & { hostRunId: string }, Record<string, unknown>>(
  (due) => sql`
    update turns t set status = 'dropped', finished_at = now(),
      reason = 'A newer message came, or people took over, before this turn was continued after a crash.'
    where t.conversation_id = ${due.conversationId} and t.message_id = ${due.messageId} and t.status = 'running'
      and t.host = 'durable' and t.host_run_id = ${due.hostRunId} and ${isAnswer}`,
);

interface LockedRow extends Record<string, unknown> {
  handledBy: "bot" | "person";
  lastCustomerMessageId: string | null;
}

const lockConversation = statement<Due, LockedRow>(
  (due) => sql`
    select c.handled_by as "handledBy", c.last_customer_message_id as "lastCustomerMessageId"
    from conversations c where c.workspace_id = ${due.workspaceId} and c.id = ${due.conversationId} for update`,
);

interface TurnBefore extends Record<string, unknown> {
  id: string;
  status: string;
  host: string;
  hostRunId: string | null;
}

/** Older turns have no Inngest run, since it was not stored when they started. */
function isExecutedBy(runId: string, { status, host, hostRunId }: TurnBefore): boolean {
  return status === "running" && host === "durable" && (hostRunId ?? runId) === runId;
}

/**
 * Finds a turn that is answering the message or has answered it. A conversation has few turns, so there is no index by
 * message.
 */
const findTurnOf = statement<Due, TurnBefore>(
  (due) => sql`
    select t.id, t.status, t.host, t.host_run_id as "hostRunId" from turns t
    where t.conversation_id = ${due.conversationId} and t.message_id = ${due.messageId} and ${isAnswer}
      and (t.status = 'running' or ${hasTurnAnswered})
    limit 1`,
);

const insertTurn = statement<Due & Record<"id" | "hostRunId", string>, Record<string, unknown>>(
  (turn) => sql`
    insert into turns
      (id, workspace_id, conversation_id, message_id, bot_id, bot_version_id, host, host_run_id, status, lease_until,
        known_results)
    select ${turn.id}, c.workspace_id, c.id, ${turn.messageId}, b.id, b.published_version_id, 'durable',
      ${turn.hostRunId}, 'running', ${durableLease}, ${lateResultsOf(sql`c.id`)}
    from conversations c join bots b on b.id = c.bot_id where c.id = ${turn.conversationId}`,
);

/** Saves a durable turn's replies and dispatches the events that deliver them. Idempotent. */
export async function endDurableTurn(turn: LoadedTurn, result: TurnResult): Promise<{ saved: boolean }> {
  const { saved, events, isRecorded } = await saveReplies(turn, result, newId("message"));
  if (isRecorded) announceEvents(turn.workspaceId);
  await dispatch(events);
  if (saved) await recordKnowledge(turn, result);
  return { saved };
}

/** Answers a message with the fallback text when its durable turn cannot be completed. */
export async function giveUpDurableTurn(due: Due, hostRunId: string, reason: string): Promise<void> {
  const turnId = await openDurableTurn(due, hostRunId);
  if (turnId !== null) await sayFallback(turnId, reason);
}

/** Ends a turn that cannot be completed with the bot's fallback text. */
export async function sayFallback(turnId: string, reason: string): Promise<void> {
  const turn = await loadTurn(turnId);
  const { fallbackText } = turn.input.snapshot;
  await endDurableTurn(turn, {
    text: fallbackText,
    fixedEnd: fallbackText.length,
    silent: false,
    trace: [{ kind: "note", text: `The turn failed repeatedly, so the fallback text was sent. ${reason}` }],
    inputTokens: 0,
    outputTokens: 0,
    failure: reason,
  });
}
