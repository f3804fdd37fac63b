import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { turns } from "@/db/schema/conversations";
import { CHAT_LEASE_SECONDS } from "@/server/conversations/insert-message";
import { logFailure } from "@/server/log/log-failure";

/** Renews a chat turn's lease while `work` runs, so that the watchdog takes over only after a crash of the process. */
export async function keepLease<T>(turnId: string, work: () => Promise<T>): Promise<T> {
  const renew = () =>
    db
      .update(turns)
      .set({ leaseUntil: sql`now() + ${CHAT_LEASE_SECONDS} * interval '1 second'` })
      .where(and(eq(turns.id, turnId), eq(turns.status, "running")))
      .catch((error: unknown) => logFailure(turnId, "the turn's lease is not renewed", error));
  const timer = setInterval(renew, (CHAT_LEASE_SECONDS * 1000) / 4);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
