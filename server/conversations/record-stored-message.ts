import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { statement } from "@/db/statement";
import { receivedEvent } from "@/server/events/recording/received-event";
import { sentEvents } from "@/server/events/recording/sent-event";
import { filesOf } from "@/server/events/recording/message-sql";
import { newId } from "@/server/ids";
import { isAnswer } from "./answering/is-unanswered";

/**
 * Records a message that is stored with its files: a customer's message that no turn answers now, or an employee's
 * message in the channel. Does nothing if it is recorded already.
 */
export async function recordStoredMessage<T extends { messageId: string; isRecorded: boolean }>(
  stored: T,
  on: Executor,
): Promise<T> {
  const isRecorded = await recordMessage(stored.messageId, on);
  return { ...stored, isRecorded: stored.isRecorded || isRecorded };
}

/**
 * Records a customer's message that no turn answers or will answer: people have the conversation, or a newer message
 * gets the answer. Does nothing if it is recorded already.
 * @returns whether it was recorded.
 */
export async function recordMessage(messageId: string, on: Executor): Promise<boolean> {
  const [row] = await insert({ messageId, eventId: newId("event") }, on);
  return row?.is_recorded ?? false;
}

type Recorded = Record<"messageId" | "eventId", string>;

/** A turn is answering the message, or is due because the bot has the conversation and the message is the newest. */
const isInWork = sql`(
  c.handled_by = 'bot' and c.last_customer_message_id = m.id
  or exists (
    select from turns t
    where t.conversation_id = c.id and t.message_id = m.id and t.status = 'running' and ${isAnswer}
  )
)`;

const insert = statement<Recorded, { is_recorded: boolean }>(({ messageId, eventId }) => {
  const rows = {
    id: eventId,
    workspaceId: sql`(select workspace_id from messages where id = ${messageId})`,
    from: sql`messages m join conversations c on c.id = m.conversation_id`,
  };
  return sql`
    with received as (
      ${receivedEvent({
        ...rows,
        where: sql`m.id = ${messageId} and m.sender = 'customer' and not ${isInWork}`,
        answered: sql`null::json`,
      })}
    ), sent as (
      ${sentEvents({
        ...rows,
        where: sql`m.id = ${messageId} and m.sender = 'employee' and m.delivery = 'none'`,
        files: filesOf(sql`m.id`),
      })}
    )
    select exists (select from received) or exists (select from sent) as is_recorded`;
});
