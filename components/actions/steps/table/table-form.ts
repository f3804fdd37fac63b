import type { TableOperation, TableStep } from "@/server/schemas/steps/table";
import { filterOperators, takesValue } from "@/server/schemas/table-filter";
import type { Fault } from "../../faults/fault";
import { newKey, withKeys, withoutKeys } from "../../fields/rows";
import type { TemplatePlace } from "../../templates/template-place";

/** The form state of a table step. Values of the operations that are not selected are kept. */
export interface TableForm {
  kind: "table";
  tableId: string;
  type: TableOperation["type"];
  match: "all" | "any";
  filters: FilterRow[];
  sort: SortRow[];
  limit: string;
  values: CellRow[];
}

export type FilterOperator = (typeof filterOperators)[number];

export interface FilterRow {
  key: string;
  column: string;
  operator: FilterOperator;
  value: string;
}

export interface SortRow {
  key: string;
  column: string;
  direction: "asc" | "desc";
}

export interface CellRow {
  key: string;
  column: string;
  value: string;
}

export const filterNames: Record<FilterOperator, string> = {
  equals: "is",
  not_equals: "is not",
  contains: "contains",
  greater: "is more than",
  greater_or_equal: "is at least",
  less: "is less than",
  less_or_equal: "is at most",
  is_empty: "is empty",
  is_not_empty: "is not empty",
};

const DEFAULT_LIMIT = 10;

export function emptyTableForm(): TableForm {
  return {
    kind: "table",
    tableId: "",
    type: "find",
    match: "all",
    filters: [newFilter()],
    sort: [],
    limit: String(DEFAULT_LIMIT),
    values: [newCell()],
  };
}

export function newFilter(): FilterRow {
  return { key: newKey(), column: "", operator: "equals", value: "" };
}

export function newSort(): SortRow {
  return { key: newKey(), column: "", direction: "asc" };
}

export function newCell(): CellRow {
  return { key: newKey(), column: "", value: "" };
}

export function toTableForm({ tableId, operation }: TableStep): TableForm {
  return {
    ...emptyTableForm(),
    tableId,
    type: operation.type,
    ...("filters" in operation && { match: operation.match, filters: withKeys(operation.filters) }),
    ...("values" in operation && { values: withKeys(operation.values) }),
    ...(operation.type === "find" && { sort: withKeys(operation.sort), limit: String(operation.limit) }),
  };
}

export function toTableStep(form: TableForm): Omit<TableStep, "name" | "condition"> {
  return { kind: "table", tableId: form.tableId, operation: toOperation(form) };
}

function toOperation({ type, match, ...form }: TableForm): TableOperation {
  const values = withoutKeys(form.values);
  const filters = withoutKeys(form.filters).map((filter) =>
    takesValue(filter.operator) ? filter : { ...filter, value: "" },
  );
  if (type === "add") return { type, values };
  if (type === "delete") return { type, match, filters };
  if (type === "update") return { type, match, filters, values };
  const limit = form.limit.trim() === "" ? Number.NaN : Number(form.limit);
  return { type, match, filters, sort: withoutKeys(form.sort), limit };
}

export function withoutEmptyTableRows(form: TableForm): TableForm {
  return {
    ...form,
    filters: form.filters.filter(({ column, value }) => column !== "" || value !== ""),
    sort: form.sort.filter(({ column }) => column !== ""),
    values: form.values.filter(({ column, value }) => column !== "" || value !== ""),
  };
}

export function hasFilters(type: TableForm["type"]): boolean {
  return type !== "add";
}

export function hasValues(type: TableForm["type"]): boolean {
  return type === "add" || type === "update";
}

export function readFilterOperator(text: string): FilterOperator | undefined {
  return filterOperators.find((known) => known === text);
}

export function tableTemplates({ type, filters, values }: TableForm): TemplatePlace[] {
  return [
    ...(hasFilters(type) ? filters : []).flatMap(({ operator, value }, i) =>
      takesValue(operator) ? [{ path: `operation.filters.${i}.value`, text: value }] : [],
    ),
    ...(hasValues(type) ? values : []).map(({ value }, i) => ({ path: `operation.values.${i}.value`, text: value })),
  ];
}

export function tableFaults({ type, limit, values }: TableForm): Fault[] {
  const rows = Number(limit);
  const isLimitFine = type !== "find" || (Number.isInteger(rows) && rows >= 1 && rows <= 100);
  const twice = (hasValues(type) ? values : []).flatMap(({ column }, i) => {
    const isTwice = column !== "" && values.findIndex((other) => other.column === column) < i;
    const message = "This column is given twice. Keep one of them.";
    return isTwice ? [{ path: `operation.values.${i}.column`, message }] : [];
  });
  return [
    ...(isLimitFine ? [] : [{ path: "operation.limit", message: "Write a whole number from 1 to 100." }]),
    ...twice,
  ];
}
