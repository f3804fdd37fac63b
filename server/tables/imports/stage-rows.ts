import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dataTableRows, dataTables } from "@/db/schema/tables";
import { MAX_IMPORT_BYTES } from "@/server/schemas/table-column";

/** Where rows are put that do not count yet. */
export interface Stage {
  workspaceId: string;
  tableId: string;
  generation: number;
}

/** Opens a generation of a table that nothing else writes. */
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
 * Inserts rows into a stage; rows from an earlier attempt stay as they are. A row gets the same id in every attempt,
 * and ids follow the order of the file.
 * @param base An id that only these rows have.
 * @param slices As `sliceRows` gives them.
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

/** As many as the last line of the longest file can have. */
const LINE_DIGITS = String(MAX_IMPORT_BYTES).length;

/** Takes a stage's rows away, or rows that no longer count. */
export async function dropRows(on: Executor, tableId: string, generation: number): Promise<void> {
  await on
    .delete(dataTableRows)
    .where(and(eq(dataTableRows.tableId, tableId), eq(dataTableRows.generation, generation)));
}
