import { and, eq, sql } from "drizzle-orm";
import { db, type Executor, unsynced } from "@/db/client";
import { announcement } from "@/db/live";
import { statement } from "@/db/statement";
import { isUniqueViolation } from "@/db/unique-violation";
import { conversations, messages } from "@/db/schema/conversations";
import type { NewFile } from "@/server/files/store-file";
import { newId } from "@/server/ids";
import type { TappedChoice } from "@/server/messages/interactive";
import { firstCheck } from "@/server/outbox/check-time";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { insertEvent } from "./change-conversation";
import { chosenMeaning, chosenOption, chosenPhrases, type ChoiceValues, choiceValues } from "./chosen-option";
import type { ConversationLink } from "@/server/schemas/conversation-link";
import {
  applyVerdict,
  verdictColumns,
  verdictEvent,
  verdictValues,
  type Interception,
  type InterceptionValues,
  interceptionValues,
  verdictOn,
} from "./answering/intercept";
import { storeWithFiles } from "./receive-files";

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
  /** May be empty with files. */
  text: string;
  /** In order. */
  files?: NewFile[];
  /** The option that the customer tapped: `text` is its label. */
  tapped?: TappedChoice | undefined;
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
  /** Who has the conversation now. */
  handledBy: "bot" | "person";
  /** To dispatch after this returns. */
  events: OutboxEvent[];
}

/** The turn that the caller will run. */
interface ChatTurn {
  id: string;
  /** What to store its message on. */
  on: Executor;
}

/** How long a turn in the chat endpoint may go without renewing its lease before the watchdog takes over. */
export const CHAT_LEASE_SECONDS = 20;

/**
 * Stores a message exactly once; the only way in. A customer's message makes a turn: `durable` leaves it to
 * Inngest, `chat` to the caller, who streams it, and who says that it is stored only once the disk has it (`onDisk`).
 * An employee's message gives the conversation to people, and phrases stop the bot or let it go on, as its settings say.
 */
export async function receiveMessage(
  channel: ReceivingChannel,
  message: IncomingMessage,
  how: "durable" | "chat",
  { id: turnId, on }: ChatTurn = { id: newId("turn"), on: db },
): Promise<Received> {
  try {
    const { files = [] } = message;
    const stored = (at: Executor) => store(at, channel, message, { turnId, isChat: how === "chat" });
    if (files.length === 0) return await stored(on);
    // A copy's files need not travel to a storage to be thrown away there.
    const earlier = await findEarlier(channel.id, message.externalId);
    return earlier ?? (await storeWithFiles(channel.workspaceId, files, stored));
  } catch (error) {
    const earlier = isUniqueViolation(error, "messages_external")
      ? await findEarlier(channel.id, message.externalId)
      : null;
    if (!earlier) throw error;
    return earlier;
  }
}

interface StoredRow extends Record<string, unknown> {
  conversation_id: string;
  handled_by: "bot" | "person";
  is_due: boolean;
  merge_seconds: number;
}

/** Stores it by one statement, and says what follows. */
async function store(
  on: Executor,
  { id: channelId, workspaceId, botId }: ReceivingChannel,
  message: IncomingMessage,
  { turnId, isChat }: { turnId: string; isChat: boolean },
): Promise<Received> {
  const messageId = newId("message");
  const outboxId = newId("event");
  const [row] = await insertMessage(
    {
      ...interceptionValues(interceptionOf(message)),
      ...choiceValues(message.text, message.tapped ?? null),
      channelId,
      workspaceId,
      botId,
      chatId: message.chatId,
      externalId: message.externalId,
      sender: message.sender,
      text: message.text,
      source: message.source ?? null,
      clientName: message.clientName ?? null,
      clientPhone: message.clientPhone ?? null,
      link: message.link ? JSON.stringify(message.link) : null,
      placeholders: JSON.stringify(message.placeholders ?? {}),
      conversationId: newId("conversation"),
      reopenedId: newId("conversationEvent"),
      messageId,
      turnId,
      outboxId,
      isChat,
    },
    on,
  );
  if (!row) throw new Error("The message was neither stored nor refused.");
  const { conversation_id: conversationId, handled_by: handledBy, is_due: due, merge_seconds: mergeSeconds } = row;
  const data = { workspaceId, conversationId, messageId, ...(mergeSeconds > 0 && { mergeSeconds }) };
  return {
    conversationId,
    messageId,
    duplicate: false,
    turnId: due && isChat ? turnId : null,
    handledBy,
    events: due && !isChat ? [{ id: outboxId, name: RECEIVED, data }] : [],
  };
}

const RECEIVED = "conversation/message.received";

type StoredValues = InterceptionValues &
  ChoiceValues & {
    channelId: string;
    workspaceId: string;
    botId: string;
    chatId: string;
    externalId: string;
    sender: IncomingMessage["sender"];
    text: string;
    source: string | null;
    clientName: string | null;
    clientPhone: string | null;
    /** JSON. */
    link: string | null;
    /** JSON. */
    placeholders: string;
    /** New ids, for what comes to be. */
    conversationId: string;
    reopenedId: string;
    messageId: string;
    turnId: string;
    outboxId: string;
    /** The turn is the caller's: the chat endpoint's. */
    isChat: boolean;
  };

/** A phrase that stops the bot or lets it go on: not answered, and no part of what a model is told. */
const isControl = sql`(select effect in ('stop', 'resume') from verdict)`;

/**
 * One statement, so that a message costs one round trip. It locks the conversation's row first: messages and saved
 * replies of one conversation follow one another. A message that is stored already breaks its unique index, which
 * undoes all of it.
 */
const insertMessage = statement<StoredValues, StoredRow>((params) => {
  const { channelId, workspaceId, byCustomer, messageId } = params;
  const conversation = sql`c.channel_id = ${channelId} and c.external_chat_id = ${params.chatId}`;
  return sql`
    with ${chosenOption(params, conversation)}, ${verdictOn(params, conversation, channelId, chosenPhrases(params.phraseKey))},
    conversation as (
      insert into conversations as c (
        id, workspace_id, bot_id, channel_id, external_chat_id, source, client_name, client_phone, link, placeholders,
        last_customer_message_id, answer_check_at, ${verdictColumns}, unread_count
      ) values (
        ${params.conversationId}, ${workspaceId}, ${params.botId}, ${channelId}, ${params.chatId},
        ${params.source}, ${params.clientName}, ${params.clientPhone}, ${params.link}::jsonb, ${params.placeholders}::jsonb,
        case when ${byCustomer} and not ${isControl} then ${messageId} end,
        case when ${byCustomer} and not ${isControl} then ${firstCheck} end, ${verdictValues(params)},
        case when ${byCustomer} then 1 else 0 end
      )
      on conflict (channel_id, external_chat_id) do update set
        last_message_at = now(),
        unread_count = case when ${byCustomer} then c.unread_count + 1 else 0 end,
        status = case when ${byCustomer} then 'open' else c.status end,
        closed_at = case when ${byCustomer} and c.status = 'open' then null else c.closed_at end,
        source = coalesce(excluded.source, c.source),
        client_name = coalesce(excluded.client_name, c.client_name),
        client_phone = coalesce(excluded.client_phone, c.client_phone),
        link = coalesce(excluded.link, c.link),
        placeholders = c.placeholders || excluded.placeholders,
        last_customer_message_id = coalesce(excluded.last_customer_message_id, c.last_customer_message_id),
        answer_check_at = case when ${isControl} then null else coalesce(excluded.answer_check_at, c.answer_check_at) end,
        ${applyVerdict(params)}
      returning c.id, c.workspace_id, c.bot_id, c.handled_by, ${byCustomer} and status = 'open' and closed_at is not null as is_reopened
    ), reopened as (
      ${insertEvent(sql`conversation where is_reopened`, { id: params.reopenedId, kind: "reopened", by: { actor: "customer" } })}
    ), noted as (
      ${verdictEvent(params, sql`conversation`)}
    ), message as (
      insert into messages (id, workspace_id, conversation_id, channel_id, sender, text, meaning, external_id, is_control)
      select ${messageId}, ${workspaceId}, id, ${channelId}, ${params.sender}, ${params.text}, ${chosenMeaning(params.text)},
        ${params.externalId}, ${isControl}
      from conversation
    ), due as (
      select c.*, merge_seconds from conversation c, verdict
      where ${byCustomer} and c.handled_by = 'bot' and effect not in ('stop', 'resume')
    ), turn as (
      insert into turns (id, workspace_id, conversation_id, bot_id, message_id, host, status, lease_until)
      select ${params.turnId}, ${workspaceId}, id, bot_id, ${messageId}, 'chat', 'running',
        now() + ${CHAT_LEASE_SECONDS} * interval '1 second'
      from due where ${params.isChat}
    ), owed as (
      insert into outbox (id, name, data)
      select ${params.outboxId}, ${RECEIVED},
        jsonb_build_object('workspaceId', ${workspaceId}::text, 'conversationId', id, 'messageId', ${messageId}::text)
          || case when merge_seconds > 0 then jsonb_build_object('mergeSeconds', merge_seconds) else '{}' end
      from due where not ${params.isChat}
    )
    select id as conversation_id, conversation.handled_by, exists (select from due) as is_due,
      (select merge_seconds from verdict) as merge_seconds,
      case when ${params.isChat} then ${unsynced} end,
      ${announcement("conversation", sql`id`, workspaceId)}
    from conversation`;
});

function interceptionOf({ text, sender }: IncomingMessage): Interception {
  return { text, sender, by: { actor: sender }, where: sender === "customer" ? "" : "in the channel" };
}

async function findEarlier(channelId: string, externalId: string): Promise<Received | null> {
  const [earlier] = await db
    .select({
      messageId: messages.id,
      conversationId: messages.conversationId,
      handledBy: conversations.handledBy,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(and(eq(messages.channelId, channelId), eq(messages.externalId, externalId)));
  return earlier ? { ...earlier, duplicate: true, turnId: null, events: [] } : null;
}
