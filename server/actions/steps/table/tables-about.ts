import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { dataTables } from "@/db/schema/tables";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { TableColumn } from "@/server/schemas/table-column";

/** Describes the tables that an action uses for a model: names, descriptions and columns, never rows. */
export async function tablesAbout(workspaceId: string, definition: ActionDefinition): Promise<string | undefined> {
  const ids = definition.steps.flatMap((step) => (step.kind === "table" ? [step.tableId] : []));
  if (ids.length === 0) return undefined;
  const tables = await db
    .select({
      id: dataTables.id,
      name: dataTables.name,
      description: dataTables.description,
      columns: dataTables.columns,
    })
    .from(dataTables)
    .where(and(eq(dataTables.workspaceId, workspaceId), inArray(dataTables.id, ids)));
  const lines = [...new Set(ids)].flatMap((id) => {
    const table = tables.find((table) => table.id === id);
    return table ? [aboutTable(table)] : [];
  });
  return lines.length === 0 ? undefined : lines.join("\n");
}

function aboutTable({ name, description, columns }: { name: string; description: string; columns: TableColumn[] }) {
  const about = description === "" ? "" : ` (${description.replace(/\s+/g, " ")})`;
  return `Uses the table ${name}${about} with the columns ${columns.map(({ name, type }) => `${name} (${type})`).join(", ")}.`;
}
