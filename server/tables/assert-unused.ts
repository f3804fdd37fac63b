import { DomainError } from "@/server/errors";

/** An action that uses a table, by its name and its bot's. */
export interface TableUse {
  bot: string;
  action: string;
}

/**
 * Finds the actions that use a table. Actions know tables and not the other way round, so callers pass it in.
 * @param columnKey The column that they use; null: any.
 */
export type FindTableUses = (workspaceId: string, tableId: string, columnKey: string | null) => Promise<TableUse[]>;

/** How many actions the message names. */
const NAMED = 3;

/**
 * Refuses a change that would break actions, drafts and published ones, naming them.
 * @param columnKey The column to be removed; null: the whole table.
 * @throws DomainError conflict.
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
    `${what} is used by ${uses.length === 1 ? "the action" : "the actions"} ${named.join(", ")}${more}. Change them first, or delete it all the same: those steps will then fail.`,
    { details: uses.map(({ action, bot }) => ({ path: ["force"], message: `${bot}: ${action}` })) },
  );
}
