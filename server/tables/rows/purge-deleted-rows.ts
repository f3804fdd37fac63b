import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";

/** Deletes the rows for good that were deleted more than a day ago. */
export async function purgeDeletedRows(): Promise<void> {
  await db
    .delete(dataTableRows)
    .where(sql`${dataTableRows.generation} < 0 and ${dataTableRows.updatedAt} < now() - interval '1 day'`);
}
