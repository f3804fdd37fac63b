import { type SQL, sql } from "drizzle-orm";

/*
 * SQL for the columns that `attemptColumns` (db/schema/columns.ts) adds to a table of things to send. Column names are
 * unqualified, so a statement with this SQL must use only one such table.
 */

type Value = SQL | number | null;

/** Assignments that record that an attempt is in progress, until its lease ends. */
export function beginAttempt(number: Value, leaseSeconds: number): SQL {
  return sql`attempts = ${number}, lease_until = now() + ${leaseSeconds} * interval '1 second'`;
}

/** A condition: the attempt has not begun, or its process crashed. */
export function canBegin(number: Value): SQL {
  return sql`(attempts < ${number} and lease_until is null or attempts <= ${number} and lease_until < now())`;
}

/** Assignments that record that an attempt has ended. The next is due after `retryAfter` seconds; null for none. */
export function endAttempt(retryAfter: Value): SQL {
  return sql`lease_until = null, next_attempt_at = now() + ${retryAfter}::float8 * interval '1 second'`;
}

/** A condition: the end of the attempt has not been recorded. */
export function isUnderWay(number: Value): SQL {
  return sql`(attempts = ${number} and lease_until is not null)`;
}

/** The state of a thing to send, as `makeAttempt` reads it. */
export interface Standing<Status extends string> extends Record<string, unknown> {
  status: Status;
  /** Seconds until the lease ends; null if no attempt is in progress. */
  leaseLeft: number | null;
  /** Seconds until the next attempt; null if none is due. */
  waitLeft: number | null;
}

/** Selects a `Standing`. */
export const standing = sql`status,
  ceil(extract(epoch from lease_until - now()))::int as "leaseLeft",
  ceil(extract(epoch from next_attempt_at - now()))::int as "waitLeft"`;
