import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { createTable } from "../create-table";
import type { RowValues } from "@/server/schemas/table-column";
import { addRow } from "../rows/edit-rows";

export interface TestTable extends TestWorkspace {
  tableId: string;
}

/** Creates a table of orders: number (text), price (number), paid (boolean), day (date), at (datetime). */
export async function makeOrders(rows: RowValues[] = [], workspace?: TestWorkspace): Promise<TestTable> {
  const owner = workspace ?? (await makeWorkspace());
  const { id: tableId } = await createTable(owner.ctx, {
    name: "Orders",
    description: "What customers bought.",
    columns: [
      { name: "Number", type: "text" },
      { name: "Price", type: "number" },
      { name: "Paid", type: "boolean" },
      { name: "Day", type: "date" },
      { name: "At", type: "datetime" },
    ],
  });
  for (const values of rows) await addRow(owner.ctx, { tableId, values });
  return { ...owner, tableId };
}
