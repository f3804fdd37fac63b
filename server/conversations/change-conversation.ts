import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import type { conversationEvents } from "@/db/schema/inbox";
import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";

/** Who did something to a conversation. */
export type EventActor =
  | { actor: "user"; userId: string }
  | { actor: Exclude<(typeof conversationEvents.$inferSelect)["actor"], "user"> };

/** What a conversation's thread says of a change. */
export interface ConversationEvent {
  kind: (typeof conversationEvents.$inferSelect)["kind"];
  by: EventActor;
  /** A reason, a tag, a bot's name, or the column that has it; cut to 500 letters. */
  text?: string | SQL;
  /** A new id, where the statement is put together once for many events (db/statement.ts). */
  id?: SQL;
}

export interface ConversationChange {
  workspaceId: string;
  conversationId: string;
  /** What an UPDATE of `conversations c` sets. */
  set: SQL;
  /** A condition on `c`. It is tested again once the row is free, so of two concurrent changes only one is made. */
  where: SQL;
  event: ConversationEvent;
}

/**
 * Changes a conversation, adds an event to its thread and announces the change, in one statement.
 * @returns Whether there was something to change.
 * @throws DomainError `not_found` when the workspace has no such conversation.
 */
export async function changeConversation(change: ConversationChange, on: Executor = db): Promise<boolean> {
  const isChanged = await changeIfFound(change, on);
  if (isChanged === null) throw conversationGone();
  return isChanged;
}

/** The same, with null for a conversation that the workspace does not have. */
export async function changeIfFound(change: ConversationChange, on: Executor = db): Promise<boolean | null> {
  const { workspaceId, conversationId } = change;
  const mine = sql`c.id = ${conversationId} and c.workspace_id = ${workspaceId}`;
  const [row] = await on.execute<{ is_changed: boolean }>(sql`
    with changed as (
      update conversations c set ${change.set} where ${mine} and (${change.where}) returning c.id, c.workspace_id
    ), event as (
      ${insertEvent(sql`changed`, change.event)}
    )
    select exists (select from changed) as is_changed,
      (select ${announcement("conversation", sql`id`, workspaceId)} from changed)
    from conversations c where ${mine}`);
  return row?.is_changed ?? null;
}

const LONGEST_TEXT = 500;

/** A part of a statement: notes an event for each conversation (`id`, `workspace_id`) of `from`. */
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
