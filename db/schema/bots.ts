import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ActionDefinition } from "../../server/schemas/action-definition.ts";
import type { BotBehaviourInput } from "../../server/schemas/bot-behaviour.ts";
import type { BotSnapshot } from "../../server/schemas/bot-snapshot.ts";
import type { ScenarioSettingsInput } from "../../server/schemas/scenario/scenario.ts";
import type { StandardFunctions } from "../../server/schemas/standard-functions.ts";
import type { ModelChoice } from "../../server/schemas/model-choice.ts";
import { users, workspaces } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** The draft of a bot, which the editor changes. Customers talk to a row of bot_versions. */
export const bots = pgTable(
  "bots",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    instruction: text().notNull(),
    model: jsonb().$type<ModelChoice>().notNull(),
    /** Sent to the customer if the bot can't answer. */
    fallbackText: text("fallback_text").notNull(),
    /** IANA name; the zone of dates and times in this bot's conversations. */
    timeZone: text("time_zone").notNull().default("UTC"),
    standardFunctions: jsonb("standard_functions").$type<StandardFunctions>().notNull().default({}),
    behaviour: jsonb().$type<BotBehaviourInput>().notNull().default({}),
    scenario: jsonb().$type<ScenarioSettingsInput>().notNull().default({}),
    publishedVersionId: text("published_version_id"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("bots_workspace").on(t.workspaceId, t.createdAt)],
);

/** The time of a change of a bot's draft. It always grows, also among changes of the same millisecond. */
export const nextDraftTime = sql`greatest(now(), ${bots.updatedAt} + interval '1 millisecond')`;

/** Immutable: one published state of a bot. */
export const botVersions = pgTable(
  "bot_versions",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    number: integer().notNull(),
    snapshot: jsonb().$type<BotSnapshot>().notNull(),
    /** The part of the snapshot that statements about conversations read, to avoid unpacking a long instruction. */
    behaviour: jsonb()
      .$type<BotBehaviourInput>()
      .generatedAlwaysAs(sql`snapshot -> 'behaviour'`),
    publishedBy: text("published_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("bot_versions_number").on(t.botId, t.number)],
);

/** The draft of an action of a bot. */
export const actions = pgTable(
  "actions",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    functionName: text("function_name").notNull(),
    definition: jsonb().$type<ActionDefinition>().notNull(),
    enabled: boolean().notNull().default(true),
    position: integer().notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("actions_function_name").on(t.botId, t.functionName)],
);

/** A workspace's model providers besides the offline model. */
export const modelProviders = pgTable(
  "model_providers",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    kind: text({ enum: ["gateway", "openai_compatible"] }).notNull(),
    name: text().notNull(),
    /** Null for the AI Gateway, whose address is fixed. */
    baseUrl: text("base_url"),
    apiKeySealed: text("api_key_sealed").notNull(),
    /** Model ids offered in the editor. */
    models: jsonb().$type<string[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("model_providers_workspace").on(t.workspaceId)],
);
