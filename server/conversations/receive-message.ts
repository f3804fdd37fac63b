import { and, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { isUniqueViolation } from "@/db/unique-violation";
import { conversations, messages } from "@/db/schema/conversations";
import type { NewFile } from "@/server/files/store-file";
import { newId } from "@/server/ids";
import type { TappedChoice } from "@/server/messages/interactive";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { choiceValues } from "./chosen-option";
import type { ConversationLink } from "@/server/schemas/conversation-link";
import { type Interception, interceptionValues } from "./answering/intercept";
import { assignAutomatically } from "./answering/assign-automatically";
import { messageStatement, RECEIVED } from "./insert-message";
import { recordStoredMessage } from "./record-stored-message";
import { attachFiles, storeWithFiles } from "./receive-files";

export interface ReceivingChannel {
  id: string;
  workspaceId: string;
  botId: string;
  /** False if the workspace is known to use neither endpoints nor the feed, which makes the statement shorter. */
  recordsEvents?: boolean;
}

/** What a message says about its visitor, for the conversation's row. Null leaves a column unchanged. */
export interface VisitorFields {
  clientName: string | null;
  clientPhone: string | null;
  clientEmail: string | null;
  language: string | null;
  pageUrl: string | null;
  /** Conversation variables; others are left unchanged. */
  variables: Record<string, unknown>;
  /** The version of the consent text that the visitor agrees to with this message. */
  consentVersion: number | null;
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
  /** Files that are stored already and that no message has. Not together with `files`. */
  fileIds?: string[];
  /** The option that the customer tapped; then `text` is its label. */
  tapped?: TappedChoice | undefined;
  source?: string | undefined;
  clientName?: string | undefined;
  clientPhone?: string | undefined;
  link?: ConversationLink | undefined;
  placeholders?: Record<string, string> | undefined;
  /** Only in the messages of the web channel that say something about their visitor. */
  fields?: VisitorFields | undefined;
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

/**
 * Stores an incoming message exactly once; every channel uses this function. A customer's message starts a turn: with
 * `durable` Inngest runs it, with `chat` the caller runs and streams it, and must await `onDisk` before it acknowledges
 * the message. By the bot's settings, an employee's message hands the conversation off, and phrases stop or resume the bot.
 */
export async function receiveMessage(
  channel: ReceivingChannel,
  message: IncomingMessage,
  how: "durable" | "chat",
  turnId = newId("turn"),
): Promise<Received> {
  return assignStored(channel, await storeMessage(channel, message, how, { id: turnId, on: db }));
}

/** What was stored, and whether `assignStored` must assign the conversation. */
export interface Stored extends Received {
  /** The customer called for a person with a stop phrase. */
  isForPeople: boolean;
}

/** The first part of `receiveMessage`. It uses only the turn's connection if the message has no files. */
export async function storeMessage(
  channel: ReceivingChannel,
  message: IncomingMessage,
  how: "durable" | "chat",
  { id: turnId, on }: ChatTurn,
): Promise<Stored> {
  try {
    const { files = [], fileIds = [] } = message;
    const { workspaceId } = channel;
    const hasFiles = bringsFiles(message);
    const stored = (at: Executor) => store(at, channel, message, { turnId, isChat: how === "chat", hasFiles });
    if (!hasFiles) return await stored(on);
    if (fileIds.length > 0) return await attachFiles(workspaceId, fileIds, stored, recordStoredMessage);
    // Look for a duplicate first, so that its files are not uploaded in vain.
    const earlier = await findEarlier(on, channel.id, message.externalId);
    return earlier ?? (await storeWithFiles(workspaceId, files, stored, recordStoredMessage));
  } catch (error) {
    const earlier = isUniqueViolation(error, "messages_external")
      ? await findEarlier(on, channel.id, message.externalId)
      : null;
    if (!earlier) throw error;
    return earlier;
  }
}

/** Whether storing the message also stores or attaches files. */
export function bringsFiles({ files = [], fileIds = [] }: IncomingMessage): boolean {
  return files.length > 0 || fileIds.length > 0;
}

/** The second part of `receiveMessage`: assigns a conversation that its customer handed off to people. */
export async function assignStored(
  { workspaceId }: ReceivingChannel,
  { isForPeople, ...received }: Stored,
): Promise<Received> {
  if (isForPeople) await assignAutomatically({ workspaceId, conversationId: received.conversationId });
  return received;
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
  const { fields } = message;
  const insertMessage = messageStatement(recordsEvents, fields !== undefined);
  const [row] = await insertMessage(
    {
      ...visitorValues(fields),
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
      clientName: fields?.clientName ?? message.clientName ?? null,
      clientPhone: fields?.clientPhone ?? message.clientPhone ?? null,
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

function visitorValues(fields: VisitorFields | undefined) {
  return {
    clientEmail: fields?.clientEmail ?? null,
    language: fields?.language ?? null,
    pageUrl: fields?.pageUrl ?? null,
    variables: JSON.stringify(fields?.variables ?? {}),
    consentVersion: fields?.consentVersion ?? null,
  };
}

function interceptionOf({ text, sender }: IncomingMessage): Interception {
  return { text, sender, by: { actor: sender }, where: sender === "customer" ? "" : "in the channel" };
}

async function findEarlier(on: Executor, channelId: string, externalId: string): Promise<Stored | null> {
  const [earlier] = await on
    .select({
      messageId: messages.id,
      conversationId: messages.conversationId,
      handledBy: conversations.handledBy,
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .where(and(eq(messages.channelId, channelId), eq(messages.externalId, externalId)));
  if (!earlier) return null;
  return { ...earlier, duplicate: true, turnId: null, events: [], isRecorded: false, isForPeople: false };
}
