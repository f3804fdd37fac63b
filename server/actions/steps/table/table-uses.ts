import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actions, bots, botVersions } from "@/db/schema/bots";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { TableStep } from "@/server/schemas/steps/table";
import type { TableUse } from "@/server/tables/assert-unused";

/** Finds the actions (drafts and published) with a step that uses a table or, if given, one of its columns. */
export async function tableUses(workspaceId: string, tableId: string, columnKey: string | null): Promise<TableUse[]> {
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
