import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dataTableRows, dataTables } from "@/db/schema/tables";
import { MAX_IMPORT_BYTES } from "@/server/schemas/table-column";

/** A generation of a table's rows that is written but not visible yet. */
export interface Stage {
  workspaceId: string;
  tableId: string;
  generation: number;
}

/** Allocates a new generation of a table, which no other writer uses. */
export async function openGeneration(on: Executor, tableId: string): Promise<number> {
  const [table] = await on
    .update(dataTables)
    .set({ lastGeneration: sql`${dataTables.lastGeneration} + 1` })
    .where(eq(dataTables.id, tableId))
    .returning({ generation: dataTables.lastGeneration });
  if (!table) throw new Error(`The table ${tableId} is gone.`);
  return table.generation;
}

/**
 * Inserts rows into a stage and skips those from an earlier attempt: a row gets the same id in every attempt. Ids sort
 * in the order of the file.
 * @param base An id that is unique to this set of rows.
 * @param slices The result of `sliceRows`.
 */
export async function stageRows(
  on: Executor,
  { workspaceId, tableId, generation }: Stage,
  base: string,
  slices: Uint8Array[],
): Promise<void> {
  const prefix = `row_${base.replace(/^[a-z]+_/, "")}_${generation}_`;
  for (const slice of slices) {
    await on.execute(sql`
      insert into ${dataTableRows} (id, workspace_id, table_id, generation, values)
      select ${prefix}::text || lpad(row.line::text, ${LINE_DIGITS}, '0'), ${workspaceId}, ${tableId}, ${generation}::int, row.values
      from jsonb_to_recordset(${new TextDecoder().decode(slice)}::jsonb) as row(line int, values jsonb)
      on conflict do nothing
    `);
  }
}

/** The number of digits in the highest possible line number. */
const LINE_DIGITS = String(MAX_IMPORT_BYTES).length;

/** Deletes the rows of one generation. */
export async function dropRows(on: Executor, tableId: string, generation: number): Promise<void> {
  await on
    .delete(dataTableRows)
    .where(and(eq(dataTableRows.tableId, tableId), eq(dataTableRows.generation, generation)));
}
