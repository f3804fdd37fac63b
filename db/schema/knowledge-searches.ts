import { sql } from "drizzle-orm";
import { date, index, integer, pgTable, primaryKey, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { workspaces } from "./accounts.ts";
import { bots } from "./bots.ts";
import { createdAt, instant } from "./columns.ts";
import { knowledgeSources } from "./knowledge.ts";

/** Customers' questions without a good answer that are alike, as one row of a list. */
export const knowledgeGaps = pgTable(
  "knowledge_gaps",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    /** The first of the questions. */
    question: text().notNull(),
    status: text({ enum: ["open", "answered", "dismissed"] })
      .notNull()
      .default("open"),
    /** The source that now answers it. */
    sourceId: text("source_id").references(() => knowledgeSources.id, { onDelete: "set null" }),
    count: integer().notNull().default(1),
    lastAskedAt: instant("last_asked_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    index("knowledge_gaps_workspace").on(t.workspaceId, t.status, t.count),
    index("knowledge_gaps_similar").using("gin", sql`lower(${t.question}) gin_trgm_ops`),
  ],
);

/** How often the answers of a day used a source: searches are too many to be counted whenever the sources are listed. */
export const knowledgeUses = pgTable(
  "knowledge_uses",
  {
    workspaceId: text("workspace_id").notNull(),
    sourceId: text("source_id")
      .notNull()
      .references(() => knowledgeSources.id, { onDelete: "cascade" }),
    /** In UTC. */
    day: date().notNull(),
    uses: integer().notNull(),
    lastUsedAt: instant("last_used_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sourceId, t.day] }),
    index("knowledge_uses_workspace").on(t.workspaceId, t.sourceId),
    index("knowledge_uses_day").on(t.day),
  ],
);

/** A search for a customer's message, and which sources answered it. */
export const knowledgeSearches = pgTable(
  "knowledge_searches",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    botId: text("bot_id")
      .notNull()
      .references(() => bots.id, { onDelete: "cascade" }),
    conversationId: text("conversation_id").notNull(),
    /** The customer's message. A message is recorded once. */
    messageId: text("message_id").notNull(),
    question: text().notNull(),
    outcome: text({ enum: ["direct", "passages", "nothing"] }).notNull(),
    score: real().notNull(),
    /** The sources of the answer. */
    sourceIds: text("source_ids").array().notNull(),
    gapId: text("gap_id").references(() => knowledgeGaps.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("knowledge_searches_message").on(t.messageId),
    index("knowledge_searches_workspace").on(t.workspaceId, t.createdAt),
    index("knowledge_searches_gap").on(t.gapId, t.createdAt),
  ],
);
