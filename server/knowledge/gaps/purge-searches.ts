import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { SEARCHES_KEPT_DAYS } from "@/server/schemas/knowledge/search-retention";

const BATCH = 5000;

/**
 * Deletes old searches of all workspaces in batches, so that no statement locks many rows. The counts of unanswered
 * questions stay.
 */
export async function purgeSearches(): Promise<void> {
  for (;;) {
    const { count } = await db.execute(sql`
      delete from knowledge_searches where id in (
        select id from knowledge_searches where created_at < now() - make_interval(days => ${SEARCHES_KEPT_DAYS}) limit ${BATCH}
      )`);
    if (count < BATCH) return;
  }
}
