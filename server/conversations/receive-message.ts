import { and, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { publishLive } from "@/db/live";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { newId } from "@/server/ids";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
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
    if (error instanceof SeenBefore) return findEarlier(channel.id, message.externalId);
    throw error;
  }
}

/** Rolls a transaction back when its message turns out to be stored already. */
class SeenBefore extends Error {}

function store(channel: ReceivingChannel, message: IncomingMessage, how: "durable" | "chat"): Promise<Received> {
  return db.transaction(async (tx) => {
    const conversation = await upsertConversation(tx, channel, message);
    const messageId = newId("message");
    const stored = await tx
      .insert(messages)
      .values({
        id: messageId,
        workspaceId: channel.workspaceId,
        conversationId: conversation.id,
        channelId: channel.id,
        sender: message.sender,
        text: message.text,
        externalId: message.externalId,
      })
      .onConflictDoNothing()
      .returning({ id: messages.id });
    if (stored.length === 0) throw new SeenBefore();
    await markNewest(tx, conversation.id, message.sender, messageId);
    await publishLive("conversation", conversation.id, tx);
    const answered = message.sender === "customer" && conversation.handledBy === "bot";
    const due = { workspaceId: channel.workspaceId, conversationId: conversation.id, messageId };
    if (!answered) return { ...due, duplicate: false, turnId: null, events: [] };
    if (how === "chat") {
      return { ...due, duplicate: false, turnId: await openChatTurn(tx, conversation, due), events: [] };
    }
    const events = await enqueue(tx, [{ name: "conversation/message.received", data: due }]);
    return { ...due, duplicate: false, turnId: null, events };
  });
}

/** Locks the conversation's row, so that messages and saved replies of one conversation follow one another. */
async function upsertConversation(tx: Transaction, channel: ReceivingChannel, message: IncomingMessage) {
  const known = {
    source: message.source,
    clientName: message.clientName,
    clientPhone: message.clientPhone,
    link: message.link,
  };
  const [row] = await tx
    .insert(conversations)
    .values({
      id: newId("conversation"),
      workspaceId: channel.workspaceId,
      botId: channel.botId,
      channelId: channel.id,
      externalChatId: message.chatId,
      placeholders: message.placeholders ?? {},
      ...known,
    })
    .onConflictDoUpdate({
      target: [conversations.channelId, conversations.externalChatId],
      set: {
        lastMessageAt: sql`now()`,
        ...known,
        ...(message.placeholders && {
          placeholders: sql`${conversations.placeholders} || ${JSON.stringify(message.placeholders)}::jsonb`,
        }),
      },
    })
    .returning({ id: conversations.id, botId: conversations.botId, handledBy: conversations.handledBy });
  if (!row) throw new Error("The conversation was neither made nor found.");
  return row;
}

async function markNewest(tx: Transaction, conversationId: string, sender: "customer" | "employee", messageId: string) {
  const change =
    sender === "customer"
      ? { lastCustomerMessageId: messageId }
      : { handledBy: "person" as const, handedOverReason: "An employee wrote in the channel." };
  await tx.update(conversations).set(change).where(eq(conversations.id, conversationId));
}

async function openChatTurn(
  tx: Transaction,
  conversation: { id: string; botId: string },
  due: { workspaceId: string; messageId: string },
): Promise<string> {
  const id = newId("turn");
  await tx.insert(turns).values({
    id,
    workspaceId: due.workspaceId,
    conversationId: conversation.id,
    botId: conversation.botId,
    messageId: due.messageId,
    host: "chat",
    status: "running",
    leaseUntil: sql`now() + ${CHAT_LEASE_SECONDS} * interval '1 second'`,
  });
  return id;
}

async function findEarlier(channelId: string, externalId: string): Promise<Received> {
  const [earlier] = await db
    .select({ messageId: messages.id, conversationId: messages.conversationId })
    .from(messages)
    .where(and(eq(messages.channelId, channelId), eq(messages.externalId, externalId)));
  if (!earlier) throw new Error("A message with this id was refused but is not there.");
  return { ...earlier, duplicate: true, turnId: null, events: [] };
}
