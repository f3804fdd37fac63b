import { type SQL, sql } from "drizzle-orm";

/*
 * SQL for the columns that `attemptColumns` (db/schema/columns.ts) gives to a table of things to send. Column names
 * stand alone, so that a statement that uses these names one such table.
 */

type Value = SQL | number | null;

/** Assignments that record that an attempt is under way, until its lease ends. */
export function beginAttempt(number: Value, leaseSeconds: number): SQL {
  return sql`attempts = ${number}, lease_until = now() + ${leaseSeconds} * interval '1 second'`;
}

/** Condition: the attempt has not begun, or the process that made it has died. */
export function canBegin(number: Value): SQL {
  return sql`(attempts < ${number} and lease_until is null or attempts <= ${number} and lease_until < now())`;
}

/** Assignments that record that an attempt has ended; the next is due after `retryAfter` seconds, null: never. */
export function endAttempt(retryAfter: Value): SQL {
  return sql`lease_until = null, next_attempt_at = now() + ${retryAfter}::float8 * interval '1 second'`;
}

/** Condition: nobody has recorded the end of the attempt. */
export function isUnderWay(number: Value): SQL {
  return sql`(attempts = ${number} and lease_until is not null)`;
}

/** Where a thing to send stands, as `makeAttempt` reads it. */
export interface Standing<Status extends string> extends Record<string, unknown> {
  status: Status;
  /** Seconds; null while no attempt is under way. */
  leaseLeft: number | null;
  /** Seconds until the next attempt; null when none is due. */
  waitLeft: number | null;
}

/** Selects a `Standing`. */
export const standing = sql`status,
  ceil(extract(epoch from lease_until - now()))::int as "leaseLeft",
  ceil(extract(epoch from next_attempt_at - now()))::int as "waitLeft"`;
