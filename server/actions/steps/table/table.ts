import { DomainError } from "@/server/errors";
import { addRowOnce, deleteRowsOnce, findRows, updateRowsOnce, type StepPlace } from "@/server/tables/step-rows";
import type { RowChoice } from "@/server/tables/rows-query";
import { failedOutput, plainOutput, type StepOutput } from "../../step-output";
import { renderText, resolve, wholeReference, type TemplateValues } from "../../template";
import { defineStepKind, type StepContext, type StepResult } from "../step-kind";
import { checkTable, checkTableDraft } from "./check-table";
import { tableStep, type TableOperation, type TableStep } from "./schema";
import { wordsOfChange, wordsOfFound } from "./words";

/** Finds, adds, updates or deletes rows of a data table. */
export const table = defineStepKind<TableStep>(tableStep, { check: checkTable, checkDraft: checkTableDraft, run });

async function run({ tableId, operation }: TableStep, context: StepContext): Promise<StepResult> {
  try {
    const place = { workspaceId: context.workspaceId, tableId };
    return { status: "succeeded", output: await carryOut(place, operation, context) };
  } catch (error) {
    if (error instanceof DomainError) return { status: "failed", output: failedOutput(error.message) };
    throw error;
  }
}

async function carryOut(place: StepPlace, operation: TableOperation, context: StepContext): Promise<StepOutput> {
  const { callId, values } = context;
  if (operation.type === "add") {
    const changed = await addRowOnce(place, callId, cellsOf(operation.values, values));
    return changeOutput("Added", changed);
  }
  const choice = choiceOf(operation, values);
  if (operation.type === "find") {
    const { sort, limit } = operation;
    const found = await findRows(place, { ...choice, sort, limit });
    const body = { rows: found.rows, count: found.rows.length };
    return plainOutput({ body, ...wordsOfFound(found, choice) });
  }
  if (operation.type === "update") {
    const cells = cellsOf(operation.values, values);
    return changeOutput("Updated", await updateRowsOnce(place, callId, choice, cells), choice);
  }
  return changeOutput("Deleted", await deleteRowsOnce(place, callId, choice), choice);
}

function changeOutput(did: string, changed: Awaited<ReturnType<typeof addRowOnce>>, choice?: RowChoice): StepOutput {
  const { count, row } = changed;
  return plainOutput({ body: { count, row }, ...wordsOfChange(did, changed, choice) });
}

function choiceOf(operation: Exclude<TableOperation, { type: "add" }>, values: TemplateValues): RowChoice {
  const filters = operation.filters.map((filter) => ({ ...filter, value: valueOf(filter.value, values) }));
  return { match: operation.match, filters };
}

function cellsOf(cells: { column: string; value: string }[], values: TemplateValues): Record<string, unknown> {
  return Object.fromEntries(cells.map(({ column, value }) => [column, valueOf(value, values)]));
}

/** A lone reference keeps its type; lists read as people write them. */
function valueOf(template: string, values: TemplateValues): unknown {
  const reference = wholeReference(template.trim());
  if (!reference) return renderText(template, values);
  const value = resolve(reference, values);
  return typeof value === "number" || typeof value === "boolean" ? value : renderText(template.trim(), values);
}
