import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";

/**
 * Events that a committed change must send to Inngest. Written in that change's transaction, sent right after commit,
 * deleted when accepted; a cron job sends what a crash left behind. The id is the event's id, so sending twice runs
 * once.
 */
export const outbox = pgTable(
  "outbox",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("outbox_created").on(t.createdAt)],
);

/** Proves that an executor has registered the durable functions and calls them: each run of the sweep updates it. */
export const heartbeats = pgTable("heartbeats", {
  /** The durable function. */
  name: text().primaryKey(),
  /** When it last ran. */
  at: instant("at").notNull(),
  /** The time since which it has run without a long gap. */
  since: instant("since").notNull(),
});
