import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Executor, asyncCommit } from "@/db/client";
import { announcement } from "@/db/live";
import { type Slots, statement } from "@/db/statement";
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
import { assignAutomatically } from "./answering/assign-automatically";
import { recordStoredMessage } from "./record-stored-message";
import { hasRecorded, type RecordedValues, recordedRows } from "./recorded-rows";
import { storeWithFiles } from "./receive-files";

export interface ReceivingChannel {
  id: string;
  workspaceId: string;
  botId: string;
  /** False if the workspace is known to use neither endpoints nor the feed, which makes the statement shorter. */
  recordsEvents?: boolean;
}

export interface IncomingMessage {
  /** The sender's id of the message, unique in the channel. */
  externalId: string;
  /** The customer's chat id in the channel. */
  chatId: string;
  sender: "customer" | "employee";
  /** May be empty if there are files. */
  text: string;
  files?: NewFile[];
  /** The option that the customer tapped; then `text` is its label. */
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
  /** A message with this id was received before; nothing was stored. */
  duplicate: boolean;
  /** The turn for the chat endpoint to run; null if the bot does not answer or another host runs the turn. */
  turnId: string | null;
  /** The side that now has the conversation. */
  handledBy: "bot" | "person";
  /** Dispatch these after this function returns. */
  events: OutboxEvent[];
  /** Events for endpoints and the feed were recorded: call `announceEvents` after this function returns. */
  isRecorded: boolean;
}

/** The turn that the caller will run, and the connection to store its message on. */
interface ChatTurn {
  id: string;
  on: Executor;
}

/** The lease of a turn in the chat endpoint. If it is not renewed in time, the watchdog takes over. */
export const CHAT_LEASE_SECONDS = 20;

/**
 * Stores an incoming message exactly once; every channel uses this function. A customer's message starts a turn: with
 * `durable` Inngest runs it, with `chat` the caller runs and streams it, and must await `onDisk` before it acknowledges
 * the message. By the bot's settings, an employee's message hands the conversation off, and phrases stop or resume the bot.
 */
export async function receiveMessage(
  channel: ReceivingChannel,
  message: IncomingMessage,
  how: "durable" | "chat",
  { id: turnId, on }: ChatTurn = { id: newId("turn"), on: db },
): Promise<Received> {
  try {
    const { files = [] } = message;
    const hasFiles = files.length > 0;
    const stored = (at: Executor) => store(at, channel, message, { turnId, isChat: how === "chat", hasFiles });
    if (!hasFiles) return await assigned(channel, await stored(on));
    // Look for a duplicate first, so that its files are not uploaded in vain.
    const earlier = await findEarlier(channel.id, message.externalId);
    if (earlier) return earlier;
    return await assigned(channel, await storeWithFiles(channel.workspaceId, files, stored, recordStoredMessage));
  } catch (error) {
    const earlier = isUniqueViolation(error, "messages_external")
      ? await findEarlier(channel.id, message.externalId)
      : null;
    if (!earlier) throw error;
    return earlier;
  }
}

interface Stored extends Received {
  /** The customer called for a person with a stop phrase. */
  isForPeople: boolean;
}

/** Assigns a conversation that its customer handed off to people. */
async function assigned({ workspaceId }: ReceivingChannel, { isForPeople, ...received }: Stored): Promise<Received> {
  if (isForPeople) await assignAutomatically({ workspaceId, conversationId: received.conversationId });
  return received;
}

interface StoredRow extends Record<string, unknown> {
  conversation_id: string;
  handled_by: "bot" | "person";
  is_due: boolean;
  merge_seconds: number;
  is_for_people: boolean;
  is_recorded: boolean;
}

/** Stores the message with one statement and returns its consequences. */
async function store(
  on: Executor,
  { id: channelId, workspaceId, botId, recordsEvents = true }: ReceivingChannel,
  message: IncomingMessage,
  { turnId, isChat, hasFiles }: { turnId: string; isChat: boolean; hasFiles: boolean },
): Promise<Stored> {
  const messageId = newId("message");
  const outboxId = newId("event");
  const insertMessage = recordsEvents ? insertRecordedMessage : insertUnrecordedMessage;
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
      startedEventId: newId("event"),
      messageEventId: newId("event"),
      escalationEventId: newId("event"),
      hasFiles,
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
    isForPeople: row.is_for_people,
    isRecorded: row.is_recorded,
    events: due && !isChat ? [{ id: outboxId, name: RECEIVED, data }] : [],
  };
}

const RECEIVED = "conversation/message.received";

type StoredValues = InterceptionValues &
  RecordedValues &
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
    /** New ids for the rows that the statement may insert. */
    conversationId: string;
    reopenedId: string;
    messageId: string;
    turnId: string;
    outboxId: string;
    /** The caller, the chat endpoint, runs the turn. */
    isChat: boolean;
  };

/** The message is a phrase that stops or resumes the bot. It is not answered, and models don't see it. */
const isControl = sql`(select effect in ('stop', 'resume') from verdict)`;

/**
 * One statement, so that a message costs one round trip. It locks the conversation's row first, which serialises the
 * messages and replies of a conversation. A duplicate message violates the unique index, which undoes the statement.
 */
function insertStatement(params: Slots<StoredValues>, { rows, isRecorded }: { rows: SQL; isRecorded: SQL }): SQL {
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
        snoozed_until = case when ${byCustomer} then null else c.snoozed_until end,
        source = coalesce(excluded.source, c.source),
        client_name = coalesce(excluded.client_name, c.client_name),
        client_phone = coalesce(excluded.client_phone, c.client_phone),
        link = coalesce(excluded.link, c.link),
        placeholders = c.placeholders || excluded.placeholders,
        last_customer_message_id = coalesce(excluded.last_customer_message_id, c.last_customer_message_id),
        answer_check_at = case when ${isControl} then null else coalesce(excluded.answer_check_at, c.answer_check_at) end,
        ${applyVerdict(params)}
      returning c.*, ${byCustomer} and status = 'open' and closed_at is not null as is_reopened, xmax = 0 as is_new
    ), reopened as (
      ${insertEvent(sql`conversation where is_reopened`, { id: params.reopenedId, kind: "reopened", by: { actor: "customer" } })}
    ), noted as (
      ${verdictEvent(params, sql`conversation`)}
    ), message as (
      insert into messages (id, workspace_id, conversation_id, channel_id, sender, text, meaning, external_id, is_control)
      select ${messageId}, ${workspaceId}, id, ${channelId}, ${params.sender}, ${params.text}, ${chosenMeaning(params.text)},
        ${params.externalId}, ${isControl}
      from conversation
      returning *
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
    )${rows}
    select id as conversation_id, conversation.handled_by, exists (select from due) as is_due,
      (select merge_seconds from verdict) as merge_seconds,
      (select ${byCustomer} and effect = 'stop' and bot_had_it from verdict) as is_for_people,
      ${isRecorded} as is_recorded,
      case when ${params.isChat} then ${asyncCommit} end,
      ${announcement("conversation", sql`id`, workspaceId)}
    from conversation`;
}

const insertUnrecordedMessage = statement<StoredValues, StoredRow>((params) =>
  insertStatement(params, { rows: sql``, isRecorded: sql`false` }),
);

const insertRecordedMessage = statement<StoredValues, StoredRow>((params) =>
  insertStatement(params, { rows: sql`, ${recordedRows(params)}`, isRecorded: hasRecorded }),
);

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
  return earlier ? { ...earlier, duplicate: true, turnId: null, events: [], isRecorded: false } : null;
}
