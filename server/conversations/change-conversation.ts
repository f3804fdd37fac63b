import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import type { conversationEvents } from "@/db/schema/inbox";
import { closedEvent, escalationEvent } from "@/server/events/recording/conversation-events";
import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";

/** The person or part of the system that changed a conversation. */
export type EventActor =
  | { actor: "user"; userId: string }
  | { actor: Exclude<(typeof conversationEvents.$inferSelect)["actor"], "user"> };

/** The entry that a change adds to a conversation's thread. */
export interface ConversationEvent {
  kind: (typeof conversationEvents.$inferSelect)["kind"];
  by: EventActor;
  /** A reason, a tag, a bot's name, or the column that has it; cut to 500 characters. */
  text?: string | SQL;
  /** A parameter for the new id, for statements that are built once and run many times (db/statement.ts). */
  id?: SQL;
}

export interface ConversationChange {
  workspaceId: string;
  conversationId: string;
  /** The SET list of an UPDATE of `conversations c`. */
  set: SQL;
  /** A condition on `c`. PostgreSQL checks it again after waiting for a lock, so one of two concurrent changes is made. */
  where: SQL;
  event: ConversationEvent;
}

/**
 * Changes a conversation, adds an event to its thread and announces the change, in one statement. Hand-offs and closings
 * are recorded for endpoints and the feed: call `announceEvents` after the commit.
 * @returns Whether anything changed.
 * @throws DomainError `not_found` when the workspace has no such conversation.
 */
export async function changeConversation(change: ConversationChange, on: Executor = db): Promise<boolean> {
  const isChanged = await changeIfFound(change, on);
  if (isChanged === null) throw conversationGone();
  return isChanged;
}

/** Like `changeConversation`, but returns null if the workspace has no such conversation. */
export async function changeIfFound(change: ConversationChange, on: Executor = db): Promise<boolean | null> {
  const { workspaceId, conversationId } = change;
  const mine = sql`c.id = ${conversationId} and c.workspace_id = ${workspaceId}`;
  const [row] = await on.execute<{ is_changed: boolean }>(sql`
    with changed as (
      update conversations c set ${change.set} where ${mine} and (${change.where}) returning c.*
    ), event as (
      ${insertEvent(sql`changed`, change.event)}
    )${recorded(change)}
    select exists (select from changed) as is_changed,
      (select ${announcement("conversation", sql`id`, workspaceId)} from changed)
    from conversations c where ${mine}`);
  return row?.is_changed ?? null;
}

/** Part of a WITH clause: what endpoints and the feed get of the change, if anything. */
function recorded({ workspaceId, event: { kind, by } }: ConversationChange): SQL {
  const rows = { id: sql`${newId("event")}`, workspaceId: sql`${workspaceId}` };
  if (kind === "paused") {
    // The other conversation is the row before the change. People may have had it before, until a time.
    const from = sql`changed c join conversations before on before.id = c.id`;
    return sql`, escalation as (${escalationEvent({ ...rows, from, where: sql`before.handled_by = 'bot'` })})`;
  }
  if (kind !== "closed") return sql``;
  const memberId = by.actor === "user" ? by.userId : null;
  const closedBy = by.actor === "user" || by.actor === "employee" ? "member" : "bot";
  return sql`, closing as (${closedEvent({ ...rows, from: sql`changed c` }, closedBy, memberId)})`;
}

const LONGEST_TEXT = 500;

/** Part of a statement: inserts an event for each conversation (`id`, `workspace_id`) in `from`. */
export function insertEvent(from: SQL, { kind, by, text = "", id }: ConversationEvent): SQL {
  const userId = by.actor === "user" ? by.userId : null;
  const kept = typeof text === "string" ? sql`${storableText(text)}::text` : text;
  return sql`
    insert into conversation_events (id, workspace_id, conversation_id, kind, actor, user_id, text)
    select ${id ?? newId("conversationEvent")}, workspace_id, id, ${kind}, ${by.actor}, ${userId}, left(${kept}, ${LONGEST_TEXT})
    from ${from}`;
}

export function conversationGone(): DomainError {
  return new DomainError("not_found", "This conversation does not exist in your workspace.");
}
