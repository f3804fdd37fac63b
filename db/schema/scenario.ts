import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { type Interaction, silenceEffects } from "../../server/schemas/scenario/interaction.ts";
import type { CheckedAnswer } from "../../server/schemas/scenario/webhook-answer.ts";
import type { StoredHeader, WebhookConfig } from "../../server/schemas/scenario/webhook.ts";
import { workspaces } from "./accounts.ts";
import { bots } from "./bots.ts";
import { bytea, attemptColumns, createdAt, instant } from "./columns.ts";
import { conversations } from "./conversations.ts";

/** The drafts of a bot's interactions. */
export const interactions = pgTable(
  "interactions",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    /** Everything but the id. */
    definition: jsonb().$type<Omit<Interaction, "id">>().notNull(),
    /** The order in lists. */
    position: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("interactions_bot").on(t.botId, t.position),
    uniqueIndex("interactions_welcome")
      .on(t.botId, sql`(${t.definition} ->> 'role')`)
      .where(sql`${t.definition} ->> 'role' <> 'regular'`),
  ],
);

/**
 * Classifiers of customers' messages, trained from the phrases of a scenario. The key is a hash of these phrases, so that
 * drafts and versions with the same phrases share one.
 */
export const phraseModels = pgTable(
  "phrase_models",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    key: text().notNull(),
    status: text({ enum: ["training", "ready", "failed"] }).notNull(),
    /** From 0 to 1, while it is trained. */
    progress: real().notNull().default(0),
    /** A running training whose lease has ended has crashed. */
    leaseUntil: instant("lease_until"),
    /** Null until it is ready. */
    model: bytea(),
    /** The threshold measured from the phrases, and the curves that it was chosen from. */
    calibration: jsonb().$type<PhraseCalibration>(),
    error: text(),
    createdAt: createdAt(),
    /** When it was last needed; unused ones are removed. */
    usedAt: instant("used_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
);

/** Measured by leaving phrases out. */
export interface PhraseCalibration {
  threshold: number;
  /** How many left-out phrases it was measured with. */
  trials: number;
  /** At each threshold: the share of phrases that reach their own interaction, and of foreign ones that reach none. */
  curve: { threshold: number; right: number; refused: number }[];
}

/** The webhooks of a bot's scenario. They are used as they are now, also by versions published earlier. */
export const scenarioWebhooks = pgTable(
  "scenario_webhooks",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    name: text().notNull(),
    url: text().notNull(),
    config: jsonb().$type<WebhookConfig>().notNull(),
    headers: jsonb().$type<StoredHeader[]>().notNull().default([]),
    /** The verification token of a fulfilment webhook, sent as `?token=`. */
    tokenSealed: text("token_sealed"),
    /** When the address last echoed the challenge; null if it never did. Campaign webhooks need no verification. */
    verifiedAt: instant("verified_at"),
    /** Why the last verification failed. */
    verificationError: text("verification_error"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("scenario_webhooks_bot").on(t.botId, t.createdAt)],
);

/** One request owed to a webhook of a scenario, with all its attempts. */
export const scenarioWebhookCalls = pgTable(
  "scenario_webhook_calls",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    botId: text("bot_id").notNull(),
    webhookId: text("webhook_id")
      .notNull()
      .references(() => scenarioWebhooks.id, { onDelete: "cascade" }),
    /** Null for a test. */
    conversationId: text("conversation_id").references(() => conversations.id, { onDelete: "cascade" }),
    /** The customer's message that caused it. */
    messageId: text("message_id"),
    interactionId: text("interaction_id"),
    /** Names what caused the call, so that it is made once however often the turn is repeated. */
    callKey: text("call_key").notNull(),
    /** A call that was made again by a member. */
    replayOf: text("replay_of"),
    isTest: boolean("is_test").notNull().default(false),
    /** The JSON that is sent. */
    body: text().notNull(),
    status: text({ enum: ["sending", "sent", "failed"] }).notNull(),
    ...attemptColumns(),
    /** What the webhook answered, checked; null without a usable answer. */
    answer: jsonb().$type<CheckedAnswer>(),
    /** Why the newest attempt failed or its answer was not used. */
    error: text(),
    /** When the sweep checks whether it has ended; null if it has. */
    checkAt: instant("check_at"),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("scenario_webhook_calls_key").on(t.callKey),
    index("scenario_webhook_calls_webhook").on(t.webhookId, t.createdAt),
    index("scenario_webhook_calls_conversation").on(t.conversationId),
    index("scenario_webhook_calls_listed").on(t.workspaceId, t.status, t.createdAt, t.id),
    index("scenario_webhook_calls_check")
      .on(t.checkAt)
      .where(sql`${t.checkAt} is not null`),
  ],
);

/** The log of a call's attempts. */
export const scenarioWebhookAttempts = pgTable(
  "scenario_webhook_attempts",
  {
    callId: text("call_id")
      .notNull()
      .references(() => scenarioWebhookCalls.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    /** Null if there was no response. */
    status: integer(),
    durationMs: integer("duration_ms"),
    error: text(),
    responseExcerpt: text("response_excerpt"),
  },
  (t) => [primaryKey({ columns: [t.callId, t.number] })],
);

/** A customer came to an interaction, or chose a row of its menu. Written with the turn's replies. */
export const scenarioVisits = pgTable(
  "scenario_visits",
  {
    turnId: text("turn_id").notNull(),
    position: integer().notNull(),
    workspaceId: text("workspace_id").notNull(),
    botId: text("bot_id").notNull(),
    /** Null in the test chat. */
    botVersionId: text("bot_version_id"),
    conversationId: text("conversation_id")
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    interactionId: text("interaction_id").notNull(),
    /** The row that was chosen in the interaction's menu; null for the interaction itself. */
    rowId: text("row_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.turnId, t.position] }),
    index("scenario_visits_bot").on(t.botId, t.createdAt),
    // Has every column that the counters read, in the order in which they count.
    index("scenario_visits_counted").on(
      t.botId,
      t.interactionId,
      t.rowId,
      t.conversationId,
      t.createdAt,
      t.botVersionId,
    ),
    index("scenario_visits_conversation").on(t.conversationId, t.createdAt),
  ],
);

/**
 * The interaction at which a conversation was last: the newest one that it came to, or the one that has asked again. Written
 * with the turn's replies.
 */
export const scenarioPlaces = pgTable(
  "scenario_places",
  {
    conversationId: text("conversation_id")
      .primaryKey()
      .references(() => conversations.id, { onDelete: "cascade" }),
    workspaceId: text("workspace_id").notNull(),
    botId: text("bot_id").notNull(),
    /** Null in the test chat. */
    botVersionId: text("bot_version_id"),
    interactionId: text("interaction_id").notNull(),
    /** The customer's newest message then. If it is still the newest, the customer has not gone on. */
    messageId: text("message_id").notNull(),
    since: instant("since").notNull().defaultNow(),
  },
  (t) => [index("scenario_places_bot").on(t.botId, t.since)],
);

/**
 * What happens when a customer stays silent. It is void as soon as the customer's newest message is another one than
 * `messageId`, so that receiving a message need not delete it.
 */
export const silenceTimers = pgTable(
  "silence_timers",
  {
    conversationId: text("conversation_id")
      .primaryKey()
      .references(() => conversations.id, { onDelete: "cascade" }),
    workspaceId: text("workspace_id").notNull(),
    botId: text("bot_id").notNull(),
    messageId: text("message_id").notNull(),
    interactionId: text("interaction_id").notNull(),
    ruleId: text("rule_id").notNull(),
    /** What the rule does, for people who read the conversation. The rule of the current version is carried out. */
    effect: text({ enum: silenceEffects }).notNull(),
    /** The text that is sent, or the name of the interaction that follows; empty for other effects. */
    detail: text().notNull(),
    dueAt: instant("due_at").notNull(),
    /** When the sweep requests it: when it is due, and later if it was not carried out. */
    checkAt: instant("check_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("silence_timers_check").on(t.checkAt)],
);
