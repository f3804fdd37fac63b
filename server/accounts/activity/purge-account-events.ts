import { lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { accountEvents } from "@/db/schema/accounts";

/** How long a user sees what happened to the account. */
export const KEPT = sql`interval '90 days'`;

/** Deletes old events of accounts, and returns their number. */
export async function purgeAccountEvents(): Promise<number> {
  const gone = await db.delete(accountEvents).where(lt(accountEvents.createdAt, sql`now() - ${KEPT}`));
  return gone.count;
}
