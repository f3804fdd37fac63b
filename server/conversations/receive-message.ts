import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { isUniqueViolation } from "@/db/unique-violation";
import { messages } from "@/db/schema/conversations";
import { newId } from "@/server/ids";
import type { OutboxEvent } from "@/server/outbox/outbox";
import type { ConversationLink } from "./conversation-link";

export interface ReceivingChannel {
  id: string;
  workspaceId: string;
  botId: string;
}

export interface IncomingMessage {
  /** The sender's own id of the message: stored once per channel. */
  externalId: string;
  /** The customer's chat id in the channel. */
  chatId: string;
  sender: "customer" | "employee";
  text: string;
  source?: string | undefined;
  clientName?: string | undefined;
  clientPhone?: string | undefined;
  link?: ConversationLink | undefined;
  placeholders?: Record<string, string> | undefined;
}

export interface Received {
  conversationId: string;
  messageId: string;
  /** This message id had come before: nothing was stored. */
  duplicate: boolean;
  /** The turn that the chat endpoint now runs; null when the bot is not to answer, or another host will. */
  turnId: string | null;
  /** To dispatch after this returns. */
  events: OutboxEvent[];
}

/** How long a turn in the chat endpoint may go without renewing its lease before the watchdog takes over. */
export const CHAT_LEASE_SECONDS = 20;

/**
 * Stores a message exactly once; the only way in. A customer's message makes a turn: `durable` leaves it to
 * Inngest, `chat` to the caller, who streams it. An employee's message gives the conversation to people.
 */
export async function receiveMessage(
  channel: ReceivingChannel,
  message: IncomingMessage,
  how: "durable" | "chat",
): Promise<Received> {
  try {
    return await store(channel, message, how);
  } catch (error) {
    if (isUniqueViolation(error, "messages_external")) return findEarlier(channel.id, message.externalId);
    throw error;
  }
}

const EMPLOYEE_WROTE = "An employee wrote in the channel.";

interface StoredRow extends Record<string, unknown> {
  conversation_id: string;
  handled_by: "bot" | "person";
}

/**
 * One statement, so that a message costs one round trip. It locks the conversation's row first: messages and saved
 * replies of one conversation follow one another. A message that is stored already breaks its unique index, which
 * undoes all of it.
 */
async function store(channel: ReceivingChannel, message: IncomingMessage, how: "durable" | "chat"): Promise<Received> {
  const { workspaceId } = channel;
  const messageId = newId("message");
  const turnId = newId("turn");
  const eventId = newId("event");
  const byCustomer = message.sender === "customer";
  const event = "conversation/message.received" as const;
  const [row] = await db.execute<StoredRow>(sql`
    with conversation as (
      insert into conversations as c (
        id, workspace_id, bot_id, channel_id, external_chat_id, source, client_name, client_phone, link, placeholders,
        last_customer_message_id, handled_by, handed_over_reason
      ) values (
        ${newId("conversation")}, ${workspaceId}, ${channel.botId}, ${channel.id}, ${message.chatId},
        ${message.source ?? null}, ${message.clientName ?? null}, ${message.clientPhone ?? null},
        ${message.link ? JSON.stringify(message.link) : null}::jsonb,
        ${JSON.stringify(message.placeholders ?? {})}::jsonb,
        ${byCustomer ? messageId : null}, ${byCustomer ? "bot" : "person"}, ${byCustomer ? null : EMPLOYEE_WROTE}
      )
      on conflict (channel_id, external_chat_id) do update set
        last_message_at = now(),
        source = coalesce(excluded.source, c.source),
        client_name = coalesce(excluded.client_name, c.client_name),
        client_phone = coalesce(excluded.client_phone, c.client_phone),
        link = coalesce(excluded.link, c.link),
        placeholders = c.placeholders || excluded.placeholders,
        last_customer_message_id = coalesce(excluded.last_customer_message_id, c.last_customer_message_id),
        handled_by = case when ${byCustomer} then c.handled_by else 'person' end,
        handed_over_reason = coalesce(excluded.handed_over_reason, c.handed_over_reason)
      returning id, bot_id, handled_by
    ), message as (
      insert into messages (id, workspace_id, conversation_id, channel_id, sender, text, external_id)
      select ${messageId}, ${workspaceId}, id, ${channel.id}, ${message.sender}, ${message.text}, ${message.externalId}
      from conversation
    ), due as (
      select * from conversation where ${byCustomer} and handled_by = 'bot'
    ), turn as (
      insert into turns (id, workspace_id, conversation_id, bot_id, message_id, host, status, lease_until)
      select ${turnId}, ${workspaceId}, id, bot_id, ${messageId}, 'chat', 'running',
        now() + ${CHAT_LEASE_SECONDS} * interval '1 second'
      from due where ${how === "chat"}
    ), owed as (
      insert into outbox (id, name, data)
      select ${eventId}, ${event},
        jsonb_build_object('workspaceId', ${workspaceId}::text, 'conversationId', id, 'messageId', ${messageId}::text)
      from due where ${how === "durable"}
    )
    select id as conversation_id, handled_by, ${announcement("conversation", sql`id`)} from conversation`);
  if (!row) throw new Error("The message was neither stored nor refused.");
  const { conversation_id: conversationId } = row;
  const due = byCustomer && row.handled_by === "bot";
  const owed = { id: eventId, name: event, data: { workspaceId, conversationId, messageId } };
  return {
    conversationId,
    messageId,
    duplicate: false,
    turnId: due && how === "chat" ? turnId : null,
    events: due && how === "durable" ? [owed] : [],
  };
}

async function findEarlier(channelId: string, externalId: string): Promise<Received> {
  const [earlier] = await db
    .select({ messageId: messages.id, conversationId: messages.conversationId })
    .from(messages)
    .where(and(eq(messages.channelId, channelId), eq(messages.externalId, externalId)));
  if (!earlier) throw new Error("A message with this id was refused but is not there.");
  return { ...earlier, duplicate: true, turnId: null, events: [] };
}
