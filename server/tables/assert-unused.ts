import { DomainError } from "@/server/errors";

/** The names of an action that uses a table and of its bot. */
export interface TableUse {
  bot: string;
  action: string;
}

/**
 * Finds the actions that use a table. Callers pass it in, because this folder must not import from server/actions.
 * @param columnKey The column that the actions use, or null for any column.
 */
export type FindTableUses = (workspaceId: string, tableId: string, columnKey: string | null) => Promise<TableUse[]>;

/** Maximum number of actions named in the message. */
const NAMED = 3;

/**
 * Refuses to remove a table or column that draft or published actions use.
 * @param columnKey The column to remove, or null for the whole table.
 * @throws DomainError conflict that names the actions.
 */
export async function assertUnused(
  findUses: FindTableUses,
  workspaceId: string,
  table: { id: string; name: string },
  columnKey: string | null,
): Promise<void> {
  const uses = await findUses(workspaceId, table.id, columnKey);
  if (uses.length === 0) return;
  const named = uses.slice(0, NAMED).map(({ action, bot }) => `"${action}" of the bot ${bot}`);
  const more = uses.length > NAMED ? ` and ${uses.length - NAMED} more` : "";
  const what = columnKey === null ? table.name : `This column of ${table.name}`;
  throw new DomainError(
    "conflict",
    `${what} is used by ${uses.length === 1 ? "the action" : "the actions"} ${named.join(", ")}${more}. Change them first, or delete it anyway: those steps will then fail.`,
    { details: uses.map(({ action, bot }) => ({ path: ["force"], message: `${bot}: ${action}` })) },
  );
}
