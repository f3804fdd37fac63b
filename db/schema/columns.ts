import { integer, timestamp } from "drizzle-orm/pg-core";

/** When the row was written, by the database's clock. */
export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

/** An instant that may not have come yet. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Columns of a thing that is sent in numbered attempts (server/webhooks/attempt-sql.ts). */
export const attemptColumns = () => ({
  /** The number of the newest attempt; 0 before the first. */
  attempts: integer().notNull().default(0),
  /** While an attempt is under way: when its process counts as dead. */
  leaseUntil: instant("lease_until"),
  /** When the attempt after a failed one is due. */
  nextAttemptAt: instant("next_attempt_at"),
});
