import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { db } from "@/db/client";

/** Waits until statements of this test wait for a lock, so that a race has one order. */
export async function untilWaiting(statements = 1): Promise<void> {
  await expect
    .poll(async () => {
      const waiting = await db.execute(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting.length;
    })
    .toBe(statements);
}
