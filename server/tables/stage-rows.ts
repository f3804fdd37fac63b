import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { dataTableRows, dataTables } from "@/db/schema/tables";
import type { RowValues } from "./table-column";

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

/** Puts rows into a stage; those that are there already, from an attempt before, stay as they are. */
export async function stageRows(
  on: Executor,
  { workspaceId, tableId, generation }: Stage,
  rows: { id: string; values: RowValues }[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += PER_STATEMENT) {
    const slice = rows.slice(at, at + PER_STATEMENT);
    await on.execute(sql`
      insert into ${dataTableRows} (id, workspace_id, table_id, generation, values)
      select row.id, ${workspaceId}, ${tableId}, ${generation}::int, row.values
      from jsonb_to_recordset(${JSON.stringify(slice)}::jsonb) as row(id text, values jsonb)
      on conflict do nothing
    `);
  }
}

/** Keeps a statement's one parameter at some megabytes. */
const PER_STATEMENT = 5000;

/** Takes a stage's rows away, or rows that no longer count. */
export async function dropRows(on: Executor, tableId: string, generation: number): Promise<void> {
  await on
    .delete(dataTableRows)
    .where(and(eq(dataTableRows.tableId, tableId), eq(dataTableRows.generation, generation)));
}

/** Ids of a stage's rows: always the same for the same row, and in the order of the file. */
export function stagedRowId(base: string, generation: number, line: number): string {
  return `row_${base.replace(/^[a-z]+_/, "")}_${generation}_${String(line).padStart(7, "0")}`;
}
