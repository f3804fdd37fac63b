import { DomainError } from "@/server/errors";
import type { SettingsOf } from "@/server/schemas/knowledge/source-settings";
import { findTable } from "@/server/tables/find-table";

/**
 * Checks that a table source names columns that its table has.
 * @returns the table's name.
 * @throws DomainError `not_found`, `invalid`.
 */
export async function assertColumns(
  workspaceId: string,
  { tableId, columns }: Pick<SettingsOf<"table">, "tableId" | "columns">,
): Promise<string> {
  const table = await findTable(workspaceId, tableId);
  const known = new Set(table.columns.map(({ key }) => key));
  if (columns.every((key) => known.has(key))) return table.name;
  const message = `${table.name} no longer has all of these columns. Choose the columns again.`;
  throw new DomainError("invalid", message, { details: [{ path: ["settings", "columns"], message }] });
}
