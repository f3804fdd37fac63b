import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { announceEvents } from "@/server/events/publish/announce-events";
import { fileOf } from "@/server/events/recording/message-sql";
import { sentEvents } from "@/server/events/recording/sent-event";
import { storableText } from "@/server/text/storable-text";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { Interactive } from "@/server/messages/interactive";
import { dispatch } from "@/server/outbox/outbox";
import { mayStillSend } from "./answering/answerer-columns";
import { storedAnswers } from "./stored-answers";

export interface StepMessage {
  workspaceId: string;
  conversationId: string;
  /** May be empty if there is a file or there are options. */
  text: string;
  fileId?: string;
  interactive?: Interactive | null;
  /** The step that sends it, as `<run>-<position>`. A repeated step sends its message once. */
  stepCallId: string;
  /** The turn that called the action. If this turn handed the conversation off, its messages are still sent. */
  turnId: string | null;
}

interface SentRow extends Record<string, unknown> {
  is_sent: boolean;
  is_left_behind: boolean;
  is_owed: boolean;
  is_recorded: boolean;
}

/**
 * Sends the customer a message while an action runs, before the turn's own reply. One statement stores it and the event
 * that delivers it. Unlike a reply, it is sent even if the customer has written a newer message.
 * @throws DomainError `conflict` when people have the conversation or the customer has started again, `not_found` when it does not exist.
 */
export async function sayInConversation(message: StepMessage): Promise<void> {
  const { workspaceId, conversationId, stepCallId, turnId, fileId = null, interactive = null } = message;
  const options = interactive && JSON.stringify(interactive);
  const answers = interactive && JSON.stringify(storedAnswers(interactive));
  const event = { id: newId("event"), name: "delivery/requested", data: { workspaceId, conversationId } };
  const [row] = await db.execute<SentRow>(sql`
    with earlier as (
      select id from messages where step_call_id = ${stepCallId} and conversation_id = ${conversationId}
    ), held as materialized (
      update conversations c set last_message_at = now()
      from channels h
      where c.id = ${conversationId} and c.workspace_id = ${workspaceId} and h.id = c.channel_id
        and ${mayStillSend(turnId)} and not exists (select from earlier) and not ${isLeftBehind(turnId)}
      returning c.*, h.delivery = 'push' as is_delivered
    ), message as (
      insert into messages
        (id, workspace_id, conversation_id, channel_id, sender, text, interactive, answers, step_call_id, delivery)
      select ${newId("message")}, workspace_id, id, channel_id, 'ai', ${storableText(message.text)},
        ${options}::jsonb, ${answers}::jsonb, ${stepCallId},
        case when is_delivered then 'pending' else 'none' end
      from held
      on conflict do nothing
      returning *
    ), carried as (
      insert into message_files (message_id, position, file_id)
      select id, 0, ${fileId}::text from message where ${fileId}::text is not null
    ), owed as (
      insert into outbox (id, name, data)
      select ${event.id}, ${event.name}, ${JSON.stringify(event.data)}::jsonb from held, message where is_delivered
      returning id
    ), sent as (
      ${sentEvents({
        id: sql`${newId("event")}`,
        workspaceId: sql`${workspaceId}`,
        from: sql`held c join message m on m.conversation_id = c.id`,
        where: sql`not c.is_delivered`,
        files: fileOf(sql`${fileId}::text`),
      })}
    )
    select exists (select from sent) as is_recorded, exists (select from held) or exists (select from earlier) as is_sent, exists (select from owed) as is_owed,
      ${isLeftBehind(turnId)} as is_left_behind,
      (select ${announcement("conversation", sql`id`, workspaceId)} from held)
    from conversations c where c.id = ${conversationId} and c.workspace_id = ${workspaceId}`);
  if (!row) throw new DomainError("not_found", "The conversation no longer exists, so nothing was sent.");
  if (!row.is_sent) {
    const cause = row.is_left_behind ? "The customer has started again" : "People have the conversation now";
    throw new DomainError("conflict", `${cause}, so nothing was sent.`);
  }
  if (row.is_recorded) announceEvents(workspaceId);
  if (row.is_owed) await dispatch([event]);
}

/** A condition on `conversations c`: the customer has started again since the message that the turn answers. */
function isLeftBehind(turnId: string | null): SQL {
  return sql`(c.visitor_from_seq > 0 and exists (
    select from turns t join messages asked on asked.id = t.message_id
    where t.id = ${turnId} and asked.seq <= c.visitor_from_seq
  ))`;
}

/** Whether actions that a turn called have sent the customer a message. */
export async function hasSaidInTurn(workspaceId: string, turnId: string): Promise<boolean> {
  const [row] = await db.execute<{ has_said: boolean }>(sql`
    select exists (
      select from action_runs r
      join messages m on m.conversation_id = r.conversation_id and m.step_call_id like r.id || '-%'
      where r.turn_id = ${turnId} and r.workspace_id = ${workspaceId}
    ) as has_said`);
  return row?.has_said ?? false;
}
