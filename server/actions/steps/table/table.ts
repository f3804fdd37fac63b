import { DomainError } from "@/server/errors";
import { assertWritable, findTable, type DataTable } from "@/server/tables/find-table";
import { addRowOnce, deleteRowsOnce, findRows, updateRowsOnce, type StepPlace } from "@/server/tables/rows/step-rows";
import type { RowChoice } from "@/server/tables/rows/rows-query";
import { failedOutput, plainOutput, type StepOutput } from "@/server/schemas/step-output";
import { isAbsent, renderText, resolve, wholeReference, type TemplateValues } from "../../templates/template";
import { defineStepKind, type StepContext, type StepResult } from "../step-kind";
import { checkTable, checkTableDraft } from "./check-table";
import { absentValues, emptyValues } from "./missing-values";
import { tableStep, type TableOperation, type TableStep } from "@/server/schemas/steps/table";
import { takesValue } from "@/server/schemas/table-filter";
import { wordsOfChange, wordsOfFound, wordsOfMissing, wordsOfNoChange } from "./words";

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
  switch (operation.type) {
    case "find":
      return find(place, operation, context);
    case "add":
      return changeOutput("Added", await addRowOnce(place, context.callId, cellsOf(operation.values, context.values)));
    case "update":
      return update(place, operation, context);
    case "delete":
      return remove(place, operation, context);
  }
}

/** A filter without a value matches no row. */
async function find(place: StepPlace, operation: Operation<"find">, { values }: StepContext): Promise<StepOutput> {
  const absent = absentValues(operation.filters, values);
  const filters = operation.filters.filter(({ value, operator }) => !takesValue(operator) || !isAbsent(value, values));
  if (absent.length > 0 && (operation.match === "all" || filters.length === 0)) {
    const table = await findTable(place.workspaceId, place.tableId);
    return plainOutput({ body: { rows: [], count: 0 }, ...wordsOfMissing("Found", table, absent) });
  }
  const { sort, limit } = operation;
  const choice = choiceOf({ ...operation, filters }, values);
  const found = await findRows(place, { ...choice, sort, limit });
  const body = { rows: found.rows, count: found.rows.length };
  return plainOutput({ body, ...wordsOfFound(found, choice) });
}

async function update(place: StepPlace, operation: Operation<"update">, context: StepContext): Promise<StepOutput> {
  const { callId, values } = context;
  const missing = emptyValues(operation.filters, values);
  if (missing.length > 0) return nothingChanged(place, (table) => wordsOfMissing("Updated", table, missing));
  // A cell whose value was left out is unchanged.
  const given = operation.values.filter(({ value }) => !isAbsent(value, values));
  if (given.length === 0) return nothingChanged(place, wordsOfNoChange);
  const choice = choiceOf(operation, values);
  return changeOutput("Updated", await updateRowsOnce(place, callId, choice, cellsOf(given, values)), choice);
}

async function remove(place: StepPlace, operation: Operation<"delete">, context: StepContext): Promise<StepOutput> {
  const missing = emptyValues(operation.filters, context.values);
  if (missing.length > 0) return nothingChanged(place, (table) => wordsOfMissing("Deleted", table, missing));
  const choice = choiceOf(operation, context.values);
  return changeOutput("Deleted", await deleteRowsOnce(place, context.callId, choice), choice);
}

type Operation<T extends TableOperation["type"]> = Extract<TableOperation, { type: T }>;

async function nothingChanged(
  { workspaceId, tableId }: StepPlace,
  wordsOf: (table: DataTable) => { summary: string; forBot: string },
): Promise<StepOutput> {
  const table = await findTable(workspaceId, tableId);
  assertWritable(table);
  return plainOutput({ body: { count: 0, row: null }, ...wordsOf(table) });
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

/** A single reference keeps its type; lists are joined as text. */
function valueOf(template: string, values: TemplateValues): unknown {
  const reference = wholeReference(template.trim());
  if (!reference) return renderText(template, values);
  const value = resolve(reference, values);
  return typeof value === "number" || typeof value === "boolean" ? value : renderText(template.trim(), values);
}
