import { DomainError } from "@/server/errors";

/** The names of an action that uses something of the workspace, and of its bot. */
export interface ActionUse {
  bot: string;
  action: string;
}

/**
 * Finds the actions that use a table. Callers pass it in, because this folder must not import from server/actions.
 * @param columnKey The column that the actions use, or null for any column.
 */
export type FindTableUses = (workspaceId: string, tableId: string, columnKey: string | null) => Promise<ActionUse[]>;

/** Finds the actions that use a raffle or a poll, passed in for the same reason. */
export type FindUses = (workspaceId: string, id: string) => Promise<ActionUse[]>;

/** Maximum number of actions named in the message. */
const NAMED = 3;

/**
 * Refuses to remove what draft or published actions use.
 * @param what Names it, as the start of a sentence.
 * @throws DomainError conflict that names the actions and their bots.
 */
export function assertUnused(uses: ActionUse[], what: string): void {
  if (uses.length === 0) return;
  const named = uses.slice(0, NAMED).map(({ action, bot }) => `"${action}" of the bot ${bot}`);
  const more = uses.length > NAMED ? ` and ${uses.length - NAMED} more` : "";
  throw new DomainError(
    "conflict",
    `${what} is used by ${uses.length === 1 ? "the action" : "the actions"} ${named.join(", ")}${more}. Change them first, or delete it anyway: those steps will then fail.`,
    { details: uses.map(({ action, bot }) => ({ path: ["force"], message: `${bot}: ${action}` })) },
  );
}
