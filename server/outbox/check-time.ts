import { type SQL, sql } from "drizzle-orm";

/**
 * Work counts as lost after this long without a sign of life. A step takes up to 120 s, and an Inngest server waits up
 * to 150 s before it tries one again.
 */
export const PATIENCE = sql`interval '5 minutes'`;

/** Work that was lost for longer is not recovered: its customer no longer waits for it. */
export const TOO_OLD = sql`interval '24 hours'`;

/** When the sweep first checks work that begins now. */
export const firstCheck = sql`now() + ${PATIENCE}`;

/**
 * When the sweep next checks work that it has just requested again: after as long as the work has been silent, about 28
 * times in 24 hours.
 * @param since When it last gave a sign of life.
 */
export function nextCheck(since: SQL): SQL {
  return sql`now() + least(greatest(now() - ${since}, ${PATIENCE}), interval '1 hour')`;
}
