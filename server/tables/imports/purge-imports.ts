import { lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTables, dataTableWrites, tableImports } from "@/db/schema/tables";
import { dropRows } from "./stage-rows";

/** Deletes imports older than a day with their staged rows and unfinished tables, and old records of steps' writes. */
export async function purgeImports(): Promise<void> {
  const yesterday = sql`now() - interval '1 day'`;
  const gone = await db.delete(tableImports).where(lt(tableImports.createdAt, yesterday)).returning({
    status: tableImports.status,
    tableId: tableImports.tableId,
    generation: tableImports.generation,
  });
  for (const { status, tableId, generation } of gone) {
    if (status === "importing" && tableId !== null && generation !== null) await dropRows(db, tableId, generation);
  }
  await db.delete(dataTables)
    .where(sql`not ${dataTables.isReady} and ${dataTables.createdAt} < ${yesterday} and not exists (
      select from ${tableImports} where ${tableImports.tableId} = ${dataTables.id})`);
  await db.delete(dataTableWrites).where(lt(dataTableWrites.createdAt, sql`now() - interval '7 days'`));
}
