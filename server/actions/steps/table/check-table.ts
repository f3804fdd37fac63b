import type { ErrorDetail } from "@/server/errors";
import { findTable, type DataTable } from "@/server/tables/find-table";
import { cellFault, readCell } from "@/server/tables/columns/read-cell";
import { filterFault, noColumn } from "@/server/tables/rows/rows-query";
import { DomainError } from "@/server/errors";
import { templateFaults } from "../../templates/template-faults";
import { openTemplateFaults } from "../open-template";
import type { DraftScope, StepScope } from "../step-kind";
import type { TableOperation, TableStep } from "@/server/schemas/steps/table";

type Path = ErrorDetail["path"];

/** Faults of a table step that its schema cannot find: in templates, and duplicate cells. */
export function checkTable({ operation }: TableStep, scope: StepScope): ErrorDetail[] {
  const values = placesOf(operation, "values");
  return [
    ...placesOf(operation, "filters").flatMap(({ path, value }) =>
      templateFaults(value, scope).map((message) => ({ path: [...path, "value"], message })),
    ),
    ...values.flatMap(({ path, value }) =>
      openTemplateFaults(value, scope).map((message) => ({ path: [...path, "value"], message })),
    ),
    ...values.flatMap(({ path, column }, i) => {
      const isTwice = values.findIndex((other) => other.column === column) < i;
      const message = "This column is given a value twice. Keep one of them.";
      return isTwice && column !== "" ? [{ path: [...path, "column"], message }] : [];
    }),
  ];
}

/** Faults that only the table shows: a missing table or column, and fixed values of the wrong type. */
export async function checkTableDraft({ tableId, operation }: TableStep, scope: DraftScope): Promise<ErrorDetail[]> {
  const table = await findOrExplain(scope.workspaceId, tableId);
  if (typeof table === "string") return [{ path: ["tableId"], message: table }];
  const { name, columns, source } = table;
  if (source !== null && operation.type !== "find") {
    const message = `The rows of ${name} come from a linked address and would be overwritten, so steps can only find rows in it. Unlink the table, or choose another.`;
    return [{ path: ["operation", "type"], message }];
  }
  return [
    ...placesOf(operation, "filters").flatMap(({ path, column, operator, value }) => {
      // Templates are checked when the step runs; an empty value replaces them here.
      const fault = filterFault(columns, { column, operator, value: isFixed(value) ? value : "" });
      return fault ? [{ path: [...path, fault.field], message: fault.message }] : [];
    }),
    ...placesOf(operation, "values").flatMap(({ path, column, value }) => valueFaults(table, path, column, value)),
    ...("sort" in operation ? operation.sort : []).flatMap(({ column }, i) =>
      columns.some(({ key }) => key === column)
        ? []
        : [{ path: ["operation", "sort", i, "column"], message: noColumn(column, columns) }],
    ),
  ];
}

function valueFaults({ columns }: DataTable, path: Path, key: string, value: string): ErrorDetail[] {
  const column = columns.find((column) => column.key === key);
  if (!column) return [{ path: [...path, "column"], message: noColumn(key, columns) }];
  const read = isFixed(value) ? readCell(column.type, value) : null;
  return read && !read.ok ? [{ path: [...path, "value"], message: cellFault(column, read.expected, value) }] : [];
}

type Places = {
  filters: Extract<TableOperation, { type: "find" }>["filters"][number] & { path: Path };
  values: Extract<TableOperation, { type: "add" }>["values"][number] & { path: Path };
};

function placesOf<L extends keyof Places>(operation: TableOperation, list: L): Places[L][];
function placesOf(operation: TableOperation, list: keyof Places) {
  if (list === "filters") {
    return ("filters" in operation ? operation.filters : []).map((item, i) => ({
      ...item,
      path: ["operation", list, i],
    }));
  }
  return ("values" in operation ? operation.values : []).map((item, i) => ({ ...item, path: ["operation", list, i] }));
}

function isFixed(value: string): boolean {
  return !value.includes("{{");
}

async function findOrExplain(workspaceId: string, tableId: string): Promise<DataTable | string> {
  try {
    return await findTable(workspaceId, tableId);
  } catch (error) {
    if (error instanceof DomainError) return "This table is no longer there. Choose another.";
    throw error;
  }
}
