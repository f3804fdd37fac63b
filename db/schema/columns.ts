import { customType, integer, timestamp } from "drizzle-orm/pg-core";

/** When the row was written, by the database's clock. */
export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();

/** Bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A moment that may be in the future. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });

/** The columns of a row that is sent in numbered attempts (server/webhooks/attempt-sql.ts). */
export const attemptColumns = () => ({
  /** The number of the newest attempt; 0 before the first. */
  attempts: integer().notNull().default(0),
  /** During an attempt: when its process is considered crashed. */
  leaseUntil: instant("lease_until"),
  /** When the next attempt after a failed one is due. */
  nextAttemptAt: instant("next_attempt_at"),
});
