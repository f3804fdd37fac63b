import { and, asc, eq, gt } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import type { Block } from "@/server/knowledge/chunks/read-text";
import type { SettingsOf } from "@/server/schemas/knowledge/source-settings";
import type { TableColumn } from "@/server/schemas/table-column";
import { findTable } from "@/server/tables/find-table";
import { assertTextFits, lettersIn } from "../files/text-limit";

const PAGE_ROWS = 5000;

/**
 * Reads the chosen columns of a data table, a block for each row.
 * @throws DomainError not_found if the table was deleted, invalid if it has too much text.
 */
export async function tableBlocks(
  workspaceId: string,
  { tableId, columns: keys }: SettingsOf<"table">,
): Promise<{ title: string; blocks: Block[] }> {
  const table = await findTable(workspaceId, tableId);
  const columns = keys.flatMap((key) => table.columns.find((column) => column.key === key) ?? []);
  const blocks: Block[] = [];
  let letters = 0;
  for (let after = ""; ;) {
    const rows = await db
      .select({ id: dataTableRows.id, values: dataTableRows.values })
      .from(dataTableRows)
      .where(
        and(
          eq(dataTableRows.workspaceId, workspaceId),
          eq(dataTableRows.tableId, tableId),
          eq(dataTableRows.generation, table.generation),
          gt(dataTableRows.id, after),
        ),
      )
      .orderBy(asc(dataTableRows.id))
      .limit(PAGE_ROWS);
    const read = rows.map(({ values }) => rowBlock(columns, values));
    letters += lettersIn(read);
    assertTextFits(letters);
    blocks.push(...read);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE_ROWS) return { title: table.name, blocks };
    after = last.id;
  }
}

function rowBlock(columns: TableColumn[], values: Record<string, unknown>): Block {
  const cells = columns.map(({ key }) => (values[key] === undefined ? "" : String(values[key])));
  return { kind: "row", header: columns.map(({ name }) => name), cells, page: null, anchor: null };
}
