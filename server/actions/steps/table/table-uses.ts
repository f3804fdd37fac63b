import type { ActionStep } from "@/server/schemas/action-definition";
import type { TableStep } from "@/server/schemas/steps/table";
import type { ActionUse } from "@/server/tables/assert-unused";
import { findUses } from "../find-uses";

/** Finds the actions (drafts and published) with a step that uses a table or, if given, one of its columns. */
export function tableUses(workspaceId: string, tableId: string, columnKey: string | null): Promise<ActionUse[]> {
  const fits = (step: ActionStep) => step.kind === "table" && step.tableId === tableId && usesColumn(step, columnKey);
  return findUses(workspaceId, "tableId", tableId, fits);
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
