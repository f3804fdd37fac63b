import { index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns.ts";

/**
 * Events that a committed change owes Inngest. Written in that change's transaction, sent right after commit,
 * deleted once taken; what is left after a crash is swept up by a cron. The id is the event's id, so sending
 * twice runs once.
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

/** Proof that an executor has the durable functions registered and calls them: each run of the sweep updates it. */
export const heartbeats = pgTable("heartbeats", {
  /** The durable function. */
  name: text().primaryKey(),
  /** When it last ran. */
  at: instant("at").notNull(),
  /** Since when it has run without a long gap. */
  since: instant("since").notNull(),
});
