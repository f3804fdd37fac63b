import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { heartbeats } from "@/db/schema/outbox";

/** The durable function that runs every minute. */
const NAME = "sweep";

/** After this long, two consecutive runs have been missed. */
const GAP = sql`interval '150 seconds'`;

/**
 * After a gap, all work that still runs shows activity within this time, which is an Inngest server's longest wait
 * before a retry.
 */
const SETTLED_AFTER = sql`interval '3 minutes'`;

/** Whether and when an Inngest server calls the durable functions. */
export interface Heartbeat {
  /** The time of the last call; null if there was none. */
  at: Date | null;
  /** The last call was too long ago, or there was none. */
  isOverdue: boolean;
}

/**
 * Records a call of the durable functions.
 * @returns whether they have been called for some minutes. Before that, work without activity is not lost: it waited
 * through the gap and is about to continue.
 */
export async function noteHeartbeat(): Promise<boolean> {
  const [row] = await db
    .insert(heartbeats)
    .values({ name: NAME, at: sql`now()`, since: sql`now()` })
    .onConflictDoUpdate({
      target: heartbeats.name,
      set: {
        at: sql`now()`,
        since: sql`case when ${heartbeats.at} < now() - ${GAP} then now() else ${heartbeats.since} end`,
      },
    })
    .returning({ isSettled: sql<boolean>`${heartbeats.since} <= now() - ${SETTLED_AFTER}` });
  return row?.isSettled ?? false;
}

/** Returns when the durable functions were last called. */
export async function readHeartbeat(): Promise<Heartbeat> {
  const [row] = await db
    .select({ at: heartbeats.at, isOverdue: sql<boolean>`${heartbeats.at} < now() - ${GAP}` })
    .from(heartbeats)
    .where(eq(heartbeats.name, NAME));
  return row ?? { at: null, isOverdue: true };
}
