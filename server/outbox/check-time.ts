import { type SQL, sql } from "drizzle-orm";

/**
 * Work counts as lost after this long without activity. A step takes up to 120 s, and an Inngest server waits up to
 * 150 s before it retries one.
 */
export const PATIENCE = sql`interval '5 minutes'`;

/** Work that was lost for longer is not recovered, because its customer no longer waits for it. */
export const TOO_OLD = sql`interval '24 hours'`;

/** The time of the sweep's first check of work that begins now. */
export const firstCheck = sql`now() + ${PATIENCE}`;

/**
 * The time of the sweep's next check of work that it has just requested again. The interval equals the time since the
 * work's last activity, which results in about 28 checks in 24 hours.
 * @param since The time of the work's last activity.
 */
export function nextCheck(since: SQL): SQL {
  return sql`now() + least(greatest(now() - ${since}, ${PATIENCE}), interval '1 hour')`;
}
