import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { heartbeats } from "@/db/schema/outbox";

/** The durable function that runs every minute. */
const NAME = "sweep";

/** Two runs in a row have been missed by then. */
const GAP = sql`interval '150 seconds'`;

/**
 * After a gap, all work that still runs gives a sign of life within this time: an Inngest server's longest wait for a
 * retry.
 */
const SETTLED_AFTER = sql`interval '3 minutes'`;

/** How durable functions are called. */
export interface Heartbeat {
  /** When they last were; null: never. */
  at: Date | null;
  /** They have not been called for a while, or never. */
  isOverdue: boolean;
}

/**
 * Records that durable functions are called.
 * @returns Whether they have been called for some minutes. Before that, silence proves nothing: work that waited
 * through a gap is only about to continue.
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

/** Reads when durable functions were last called. */
export async function readHeartbeat(): Promise<Heartbeat> {
  const [row] = await db
    .select({ at: heartbeats.at, isOverdue: sql<boolean>`${heartbeats.at} < now() - ${GAP}` })
    .from(heartbeats)
    .where(eq(heartbeats.name, NAME));
  return row ?? { at: null, isOverdue: true };
}
