import { index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { attemptColumns, createdAt, instant } from "./columns.ts";
import { conversations } from "./conversations.ts";

/** Messages of a conversation that are sent together, with all attempts; a webhook gets the id as `webhook-id`. */
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
    ...attemptColumns(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("deliveries_conversation").on(t.conversationId, t.createdAt),
    index("deliveries_finished").on(t.workspaceId, t.finishedAt),
    index("deliveries_listed").on(t.workspaceId, t.status, t.createdAt, t.id),
  ],
);

/** The log of a delivery's attempts. An attempt in progress has neither a status nor an error. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    deliveryId: text("delivery_id")
      .notNull()
      .references(() => deliveries.id, { onDelete: "cascade" }),
    /** Counts from 1. */
    number: integer().notNull(),
    /** Without secrets; empty if there was no address. */
    url: text().notNull(),
    /** Null if there was no answer. */
    status: integer(),
    error: text(),
    /** The first 2,000 characters of the answer. */
    responseExcerpt: text("response_excerpt"),
    durationMs: integer("duration_ms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("delivery_attempts_number").on(t.deliveryId, t.number)],
);
