import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import type { ConversationLink } from "../../server/schemas/conversation-link.ts";
import type { Interactive, KnownAnswers } from "../../server/messages/interactive.ts";
import type { Citation } from "../../server/schemas/knowledge/citation.ts";
import type { ScenarioState } from "../../server/schemas/scenario/scenario-state.ts";
import type { TraceEntry } from "../../server/schemas/trace.ts";
import { users, workspaces } from "./accounts.ts";
import { bots } from "./bots.ts";
import { createdAt, instant } from "./columns.ts";
import { searchableNames, searchableText } from "./search-columns.ts";

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
    /** The adapter's name (server/channels/registry.ts). Queries use the next two columns, which derive from it. */
    kind: text().notNull(),
    /** How messages reach the customer: the adapter sends them, or the customer's browser fetches them. */
    delivery: text({ enum: ["push", "pull"] }).notNull(),
    /** A chat for trying the bot out: the draft answers, the inbox does not show it, and it causes no notifications. */
    runsDraft: boolean("runs_draft").notNull(),
    name: text().notNull(),
    /** Part of the addresses that customers see (`/chat/<public id>`). */
    publicId: text("public_id").notNull(),
    enabled: boolean().notNull().default(true),
    /** The SHA-256 of the incoming API's token, for look-up; null for channels without one. */
    tokenHash: text("token_hash"),
    /** The same token, sealed, so that members can see it again. */
    tokenSealed: text("token_sealed"),
    /** Parsed with the adapter's schema. */
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
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
    /** The bot that currently answers. */
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    channelId: text("channel_id")
      .notNull()
      .references(() => channels.id, { onDelete: "cascade" }),
    /** The customer's chat id in the channel; unique within it. */
    externalChatId: text("external_chat_id").notNull(),
    /** Whether the bot answers, or people (then no turn runs). */
    handledBy: text("handled_by", { enum: ["bot", "person"] })
      .notNull()
      .default("bot"),
    /** What kind of event made the bot stop, while people have the conversation. */
    handedOverCause: text("handed_over_cause", {
      enum: ["control_phrase", "employee", "manual", "action", "limit", "failure"],
    }),
    /** Why people have the conversation, while they do. */
    handedOverReason: text("handed_over_reason"),
    /** The turn that itself handed the conversation off to people; its answer is still sent. */
    handedOverTurnId: text("handed_over_turn_id"),
    /** The turn that transferred the conversation to the current bot; the previous bot's last answer is still sent. */
    botTurnId: text("bot_turn_id"),
    /**
     * The member who takes care of the conversation. A trigger clears it when the member leaves the workspace or becomes a
     * viewer (migration `inbox_views`).
     */
    assigneeId: text("assignee_id").references(() => users.id, { onDelete: "set null" }),
    /** Until then, the inbox's open views do not show it. A time in the past has no effect. */
    snoozedUntil: instant("snoozed_until"),
    tags: text().array().notNull().default([]),
    /** `closed` is set by people; the customer's next message opens the conversation again. */
    status: text({ enum: ["open", "closed"] })
      .notNull()
      .default("open"),
    /**
     * Set while the conversation is closed, and until the customer's second message after that, which lets the turn of
     * the first one know that it opened it.
     */
    closedAt: instant("closed_at"),
    /** When the bot takes the conversation back from people automatically. */
    resumeAt: instant("resume_at"),
    /**
     * The closed period that the customer was last informed of, in the format of server/turn/context/working-hours.ts.
     */
    toldClosed: text("told_closed"),
    /** The number of the customer's messages that no member has read. */
    unreadCount: integer("unread_count").notNull().default(0),
    /** Messages up to this sequence number are not given to models. */
    contextClearedSeq: bigint("context_cleared_seq", { mode: "number" }).notNull().default(0),
    source: text(),
    clientName: text("client_name"),
    clientPhone: text("client_phone"),
    clientEmail: text("client_email"),
    /** The visitor's language as a tag, and the page that the widget was on; null outside the web channel. */
    language: text(),
    pageUrl: text("page_url"),
    /** The version of the consent text that the visitor agreed to, and when. */
    consentVersion: integer("consent_version"),
    consentAt: instant("consent_at"),
    /** The visitor started again after the message with this sequence number: only later ones are shown to them. */
    visitorFromSeq: bigint("visitor_from_seq", { mode: "number" }).notNull().default(0),
    link: jsonb().$type<ConversationLink>(),
    /** Values for `{name}` in the instruction. */
    placeholders: jsonb().$type<Record<string, string>>().notNull().default({}),
    variables: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Where the conversation is in the scenario of its bot; null before it came to one. */
    scenarioState: jsonb("scenario_state").$type<ScenarioState>(),
    /** The run that currently sends this conversation's messages: a single sender keeps their order. */
    deliveryOwner: text("delivery_owner"),
    /** The newest customer message: a turn that answers an older one has been overtaken. */
    lastCustomerMessageId: text("last_customer_message_id"),
    /** When the sweep checks whether that message has its answer; null if it has one or the bot need not answer. */
    answerCheckAt: instant("answer_check_at"),
    lastMessageAt: instant("last_message_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("conversations_external").on(t.channelId, t.externalChatId),
    // The inbox walks one of these indexes backwards, whatever the filter.
    index("conversations_workspace").on(t.workspaceId, t.lastMessageAt, t.id),
    // Not led by the channel: without statistics, the planner would look a customer's chat up in this index instead of
    // the unique one, and read all conversations of the channel.
    index("conversations_channel").on(t.workspaceId, t.channelId, t.lastMessageAt, t.id),
    index("conversations_bot").on(t.botId, t.lastMessageAt, t.id),
    index("conversations_open")
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.status} = 'open'`),
    index("conversations_of_people")
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.status} = 'open' and ${t.handledBy} = 'person'`),
    index("conversations_unassigned")
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.status} = 'open' and ${t.handledBy} = 'person' and ${t.assigneeId} is null`),
    index("conversations_assigned")
      .on(t.workspaceId, t.assigneeId, t.lastMessageAt, t.id)
      .where(sql`${t.status} = 'open' and ${t.assigneeId} is not null`),
    index("conversations_snoozed")
      .on(t.workspaceId, t.snoozedUntil)
      .where(sql`${t.snoozedUntil} is not null`),
    index("conversations_closed")
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.status} = 'closed'`),
    index("conversations_to_resume")
      .on(t.resumeAt)
      .where(sql`${t.resumeAt} is not null`),
    index("conversations_answer_check")
      .on(t.answerCheckAt)
      .where(sql`${t.answerCheckAt} is not null and ${t.handledBy} = 'bot' and ${t.status} = 'open'`),
    index("conversations_unread")
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.unreadCount} > 0`),
    index("conversations_tags").using("gin", t.tags),
    index("conversations_names").using("gin", searchableNames(t)),
  ],
);

export const messages = pgTable(
  "messages",
  {
    id: text().primaryKey(),
    /** The order within a conversation. */
    seq: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    channelId: text("channel_id").notNull(),
    sender: text({ enum: ["customer", "ai", "employee"] }).notNull(),
    text: text().notNull(),
    /** What the employee wrote, if its translation was sent (employee only). */
    writtenText: text("written_text"),
    /** The message's quick replies, buttons or cards. */
    interactive: jsonb().$type<Interactive>(),
    /** The customer's next message is compared with these to find the option that it chooses. */
    answers: jsonb().$type<KnownAnswers>(),
    /**
     * The value of the option that a customer's message chose, if it differs from the text: the bot reads this instead.
     */
    meaning: text(),
    /** The sender's own id: a message is stored once per channel and id. */
    externalId: text("external_id"),
    /** The member who wrote it in the inbox (employee only). */
    authorId: text("author_id").references(() => users.id, { onDelete: "set null" }),
    /** The turn that the answer belongs to (ai only). */
    turnId: text("turn_id"),
    /** The position among the messages of one answer. */
    turnPart: integer("turn_part").notNull().default(0),
    /** The text without the bot's header and footer, which its model does not see; null if it has neither. */
    bareText: text("bare_text"),
    /** The knowledge that the answer used (ai only). */
    citations: jsonb().$type<Citation[]>(),
    /**
     * How many characters at the start and the end of the text come from the bot's fixed texts: plain, not Markdown.
     */
    fixedStart: integer("fixed_start").notNull().default(0),
    fixedEnd: integer("fixed_end").notNull().default(0),
    /**
     * The message is sent this many seconds after the previous one, in a separate request; null: together with other
     * waiting messages.
     */
    pauseSeconds: integer("pause_seconds"),
    /** A stop or resume phrase: it gets no answer, and models do not see it. */
    isControl: boolean("is_control").notNull().default(false),
    /** The action's step that sent it, as `<run>-<position>`: sent once, however often the step is repeated. */
    stepCallId: text("step_call_id"),
    /**
     * A turn's messages are sent when the turn saves them; `none` needs no delivery (incoming, chat page, test chat).
     */
    delivery: text({ enum: ["none", "pending", "delivering", "delivered", "undelivered"] })
      .notNull()
      .default("none"),
    deliveryId: text("delivery_id"),
    deliveredAt: instant("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("messages_external").on(t.channelId, t.externalId),
    /** A turn stores each part of its answer once. */
    uniqueIndex("messages_turn").on(t.turnId, t.turnPart),
    uniqueIndex("messages_step_call").on(t.stepCallId),
    index("messages_conversation").on(t.conversationId, t.seq),
    // Every message of a customer looks for the newest options before it; few conversations have any.
    index("messages_options")
      .on(t.conversationId, t.seq)
      .where(sql`${t.answers} is not null`),
    index("messages_undelivered")
      .on(t.conversationId, t.seq)
      .where(sql`${t.delivery} in ('pending', 'delivering')`),
    index("messages_failed")
      .on(t.workspaceId, t.conversationId)
      .where(sql`${t.delivery} = 'undelivered'`),
    index("messages_words").using("gin", searchableText(t)),
  ],
);

/** One attempt to answer the newest customer message of a conversation. */
export const turns = pgTable(
  "turns",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    botId: text("bot_id").notNull(),
    /** Null if the draft ran (test chat). */
    botVersionId: text("bot_version_id"),
    /** The customer message that this turn answers; for a late result, the newest message at that time. */
    messageId: text("message_id").notNull(),
    /** The action run whose late result this turn sends, instead of answering a message. */
    actionRunId: text("action_run_id"),
    /** The rule for a silent customer that this turn carries out, instead of answering a message. */
    silenceRuleId: text("silence_rule_id"),
    host: text({ enum: ["chat", "durable"] }).notNull(),
    /** The Inngest run that executes a durable turn; a second run for the same message does not touch the turn. */
    hostRunId: text("host_run_id"),
    status: text({ enum: ["running", "completed", "dropped", "failed"] }).notNull(),
    /** A running turn whose lease has expired has crashed; the sweep finishes it. */
    leaseUntil: instant("lease_until").notNull(),
    trace: jsonb().$type<TraceEntry[]>().notNull().default([]),
    inputTokens: integer("input_tokens").notNull().default(0),
    outputTokens: integer("output_tokens").notNull().default(0),
    /** Why the turn was dropped or failed, for the trace. */
    reason: text(),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
    /**
     * The runs whose late results the turn knows. A durable turn's are set when it starts, because its history is read
     * again after each step, and only these may be in it; null: no limit. After a turn's end, those that its model saw.
     */
    knownResults: jsonb("known_results").$type<string[]>(),
  },
  (t) => [
    index("turns_conversation").on(t.conversationId, t.startedAt),
    uniqueIndex("turns_action_run").on(t.actionRunId),
    uniqueIndex("turns_silence_rule")
      .on(t.conversationId, t.messageId, t.silenceRuleId)
      .where(sql`${t.silenceRuleId} is not null`),
    index("turns_running")
      .on(t.leaseUntil)
      .where(sql`${t.status} = 'running'`),
  ],
);
