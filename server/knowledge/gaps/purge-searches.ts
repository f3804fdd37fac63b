import { sql } from "drizzle-orm";
import { DELETE_BATCH, deleteInBatches } from "@/db/delete-in-batches";
import { SEARCHES_KEPT_DAYS, USES_COUNTED_DAYS } from "@/server/schemas/knowledge/search-retention";

/**
 * Deletes old searches of all workspaces in batches, so that no statement locks many rows. The counts of unanswered
 * questions stay. Of the uses of a source, the last day stays as long, and the others as long as they are counted.
 */
export async function purgeSearches(): Promise<void> {
  await deleteInBatches(sql`
    delete from knowledge_searches where id in (
      select id from knowledge_searches where created_at < now() - make_interval(days => ${SEARCHES_KEPT_DAYS}) limit ${DELETE_BATCH}
    )`);
  await deleteInBatches(sql`
    delete from knowledge_uses where (source_id, day) in (
      select source_id, day from knowledge_uses old
      where day < (now() at time zone 'utc')::date - ${SEARCHES_KEPT_DAYS}::int
        or day <= (now() at time zone 'utc')::date - ${USES_COUNTED_DAYS}::int and exists (
          select from knowledge_uses newer where newer.source_id = old.source_id and newer.day > old.day)
      limit ${DELETE_BATCH}
    )`);
}
