import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { TableStep } from "@/server/schemas/steps/table";
import { DomainError } from "@/server/errors";

/**
 * Refuses a change that would break actions, drafts and published ones, naming them.
 * @param columnKey What is to go; null: the whole table.
 * @throws DomainError conflict.
 */
export async function assertUnused(
  workspaceId: string,
  table: { id: string; name: string },
  columnKey: string | null,
): Promise<void> {
  const uses = await tableUses(workspaceId, table.id, columnKey);
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

const NAMED = 3;

interface Use {
  bot: string;
  action: string;
}

async function tableUses(workspaceId: string, tableId: string, columnKey: string | null): Promise<Use[]> {
  const step = JSON.stringify([{ kind: "table", tableId }]);
  const drafts = await db
    .select({ bot: bots.name, definition: actions.definition })
    .from(actions)
    .innerJoin(bots, eq(bots.id, actions.botId))
    .where(and(eq(actions.workspaceId, workspaceId), sql`${actions.definition} -> 'steps' @> ${step}::jsonb`));
  const published = await db
    .select({ bot: bots.name, snapshot: botVersions.snapshot })
    .from(bots)
    .innerJoin(botVersions, eq(botVersions.id, bots.publishedVersionId))
    .where(
      and(
        eq(bots.workspaceId, workspaceId),
        sql`jsonb_path_exists(${botVersions.snapshot}, '$.actions[*].definition.steps[*] ? (@.tableId == $id)', ${JSON.stringify({ id: tableId })}::jsonb)`,
      ),
    );
  const all = [
    ...drafts,
    ...published.flatMap(({ bot, snapshot }) => snapshot.actions.map(({ definition }) => ({ bot, definition }))),
  ];
  const uses = all.filter(({ definition }) => stepsOn(definition, tableId).some((step) => usesColumn(step, columnKey)));
  const byName = new Map(
    uses.map(({ bot, definition }) => [`${bot}\n${definition.name}`, { bot, action: definition.name }]),
  );
  return [...byName.values()];
}

function stepsOn({ steps }: ActionDefinition, tableId: string): TableStep[] {
  return steps.filter((step): step is TableStep => step.kind === "table" && step.tableId === tableId);
}

function usesColumn({ operation }: TableStep, columnKey: string | null): boolean {
  if (columnKey === null) return true;
  const places = [
    ...("filters" in operation ? operation.filters : []),
    ...("values" in operation ? operation.values : []),
    ...("sort" in operation ? operation.sort : []),
  ];
  return places.some(({ column }) => column === columnKey);
}
