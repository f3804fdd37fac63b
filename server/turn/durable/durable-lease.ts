import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { turns } from "@/db/schema/conversations";
import { logFailure } from "@/server/log/log-failure";
import { PATIENCE } from "@/server/outbox/check-time";

/** When the lease of a durable turn ends. The watchdog also counts a running action as a sign of life. */
export const durableLease = sql`now() + ${PATIENCE}`;

const RENEW_EVERY_MS = 60_000;

/** Runs a part of a durable turn and renews the turn's lease while it runs. */
export type WorkAlive = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Renews a durable turn's lease while one of its steps runs: once a minute, but not in the turn's first minute, since
 * most turns end within it.
 */
export function keepDurableLease({ turnId, startedAt }: { turnId: string; startedAt: Date }): WorkAlive {
  let renewedAt = startedAt.getTime();
  const renew = () => {
    renewedAt = Date.now();
    renewLease(turnId).catch((error: unknown) => logFailure(turnId, "the turn's lease is not renewed", error));
  };
  return async (work) => {
    if (Date.now() - renewedAt >= RENEW_EVERY_MS) renew();
    const timer = setInterval(renew, RENEW_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  };
}

async function renewLease(turnId: string): Promise<void> {
  await db
    .update(turns)
    .set({ leaseUntil: durableLease })
    .where(and(eq(turns.id, turnId), eq(turns.status, "running")));
}
