import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import type { ChannelSettings } from "../../server/channels/settings.ts";
import type { ConversationLink } from "../../server/conversations/conversation-link.ts";
import type { TraceEntry } from "../../server/turn/trace.ts";
import { workspaces } from "./accounts.ts";
import { bots } from "./bots.ts";
import { createdAt, instant } from "./columns.ts";

/** A way for customers to reach a bot. */
export const channels = pgTable(
  "channels",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    /** `test` is the chat beside the editor, one per bot: it runs the draft. */
    kind: text({ enum: ["custom", "web", "test"] }).notNull(),
    name: text().notNull(),
    /** In addresses that customers see (`/chat/<public id>`). */
    publicId: text("public_id").notNull(),
    enabled: boolean().notNull().default(true),
    /** SHA-256 of the incoming API's token, for look-up. Null for channels without one. */
    tokenHash: text("token_hash"),
    /** The same token, sealed, so that its owner can see it again. */
    tokenSealed: text("token_sealed"),
    settings: jsonb().$type<ChannelSettings>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("channels_public_id").on(t.publicId),
    uniqueIndex("channels_token_hash").on(t.tokenHash),
    index("channels_bot").on(t.botId),
  ],
);

export const conversations = pgTable(
  "conversations",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** The bot that answers now. */
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    /** The customer's chat id in the channel; unique there. */
    externalChatId: text("external_chat_id").notNull(),
    /** Who answers: the bot, or people (then no turn runs). */
    handledBy: text("handled_by", { enum: ["bot", "person"] })
      .notNull()
      .default("bot"),
    /** Why people have it, when they do. */
    handedOverReason: text("handed_over_reason"),
    source: text(),
    clientName: text("client_name"),
    clientPhone: text("client_phone"),
    link: jsonb().$type<ConversationLink>(),
    /** Values for `{name}` in the instruction. */
    placeholders: jsonb().$type<Record<string, string>>().notNull().default({}),
    variables: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The run that sends this conversation's messages now: one sender at a time keeps their order. */
    deliveryOwner: text("delivery_owner"),
    /** The newest customer message: a turn that answers an older one has been overtaken. */
    lastCustomerMessageId: text("last_customer_message_id"),
    lastMessageAt: instant("last_message_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("conversations_external").on(t.channelId, t.externalChatId),
    index("conversations_workspace").on(t.workspaceId, t.lastMessageAt),
  ],
);

export const messages = pgTable(
  "messages",
  {
    id: text().primaryKey(),
    /** Order within a conversation. */
    seq: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    channelId: text("channel_id").notNull(),
    sender: text({ enum: ["customer", "ai", "employee"] }).notNull(),
    text: text().notNull(),
    /** The sender's own id: a message is stored once per channel and id. */
    externalId: text("external_id"),
    /** The turn that said it (ai only). */
    turnId: text("turn_id"),
    /** Messages that a turn made leave as it saves them; `none` needs no delivery (incoming, chat page, test chat). */
    delivery: text({ enum: ["none", "pending", "delivering", "delivered", "undelivered"] })
      .notNull()
      .default("none"),
    deliveryId: text("delivery_id"),
    deliveredAt: instant("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("messages_external").on(t.channelId, t.externalId),
    /** A turn says one thing, once. */
    uniqueIndex("messages_turn").on(t.turnId),
    index("messages_conversation").on(t.conversationId, t.seq),
    index("messages_undelivered")
      .on(t.conversationId, t.seq)
      .where(sql`${t.delivery} in ('pending', 'delivering')`),
  ],
);

/** One try to answer the newest customer message of a conversation. */
export const turns = pgTable(
  "turns",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    botId: text("bot_id").notNull(),
    /** Null when the draft ran (test chat). */
    botVersionId: text("bot_version_id"),
    /** The customer message this turn answers. */
    messageId: text("message_id").notNull(),
    host: text({ enum: ["chat", "durable"] }).notNull(),
    status: text({ enum: ["running", "completed", "dropped", "failed"] }).notNull(),
    /** A running turn whose lease has passed has died; the watchdog finishes it. */
    leaseUntil: instant("lease_until").notNull(),
    trace: jsonb().$type<TraceEntry[]>().notNull().default([]),
    inputTokens: integer("input_tokens").notNull().default(0),
    outputTokens: integer("output_tokens").notNull().default(0),
    /** Why it was dropped or failed, for the trace. */
    reason: text(),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("turns_conversation").on(t.conversationId, t.startedAt),
    index("turns_running")
      .on(t.leaseUntil)
      .where(sql`${t.status} = 'running'`),
  ],
);

/** One request to a channel's webhook, with all its attempts; its id is the `webhook-id`. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    channelId: text("channel_id").notNull(),
    status: text({ enum: ["delivering", "delivered", "undelivered"] }).notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("deliveries_conversation").on(t.conversationId, t.createdAt)],
);

export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    deliveryId: text("delivery_id")
      .notNull()
      .references(() => deliveries.id, { onDelete: "cascade" }),
    /** 1 for the first. */
    number: integer().notNull(),
    url: text().notNull(),
    /** Null when no answer came. */
    status: integer(),
    error: text(),
    /** The first 2,000 characters of the answer. */
    responseExcerpt: text("response_excerpt"),
    durationMs: integer("duration_ms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("delivery_attempts_number").on(t.deliveryId, t.number)],
);
