import { and, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { turns } from "@/db/schema/conversations";

/** Whether another turn of the conversation is running; its replies come first. */
export async function hasRunningTurn(tx: Transaction, conversationId: string): Promise<boolean> {
  const found = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), eq(turns.status, "running"), gt(turns.leaseUntil, sql`now()`)))
    .limit(1);
  return found.length > 0;
}
