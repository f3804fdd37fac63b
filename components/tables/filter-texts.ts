import { newKey } from "@/components/actions/fields/rows";
import { takesValue, type filterOperators } from "@/server/schemas/table-filter";
import { cellFault, readCell } from "@/server/tables/columns/read-cell";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";
import type { RowsView } from "./table-types";

export type FilterOperator = (typeof filterOperators)[number];

/** A filter while it is being typed. */
export interface FilterDraft {
  /** Unique in the list. */
  key: string;
  column: string;
  operator: FilterOperator;
  value: string;
}

const orders = ["equals", "not_equals", "greater", "greater_or_equal", "less", "less_or_equal"] as const;
const emptiness = ["is_empty", "is_not_empty"] as const;

const operatorsByType: Record<ColumnType, readonly FilterOperator[]> = {
  text: ["contains", "equals", "not_equals", ...emptiness],
  number: [...orders, ...emptiness],
  boolean: ["equals", ...emptiness],
  date: [...orders, ...emptiness],
  datetime: [...orders.slice(2), ...emptiness],
};

const words: Record<FilterOperator, string> = {
  equals: "is",
  not_equals: "is not",
  contains: "contains",
  greater: "is greater than",
  greater_or_equal: "is at least",
  less: "is less than",
  less_or_equal: "is at most",
  is_empty: "is empty",
  is_not_empty: "is not empty",
};

const wordsOfTime: Partial<Record<FilterOperator, string>> = {
  greater: "is after",
  greater_or_equal: "is on or after",
  less: "is before",
  less_or_equal: "is on or before",
};

/** The comparisons for a column type, the most common first. */
export function operatorsFor(type: ColumnType): { value: FilterOperator; label: string }[] {
  return operatorsByType[type].map((value) => ({ value, label: operatorText(value, type) }));
}

/** The initial filter for a column. */
export function newFilter({ key, type }: TableColumn): FilterDraft {
  return { key: newKey(), column: key, operator: usualOperator(type), value: startValue(type) };
}

/** Moves the filter to another column and keeps what is still valid there. */
export function withColumn(filter: FilterDraft, from: ColumnType | undefined, to: TableColumn): FilterDraft {
  const operator = operatorsByType[to.type].find((known) => known === filter.operator) ?? usualOperator(to.type);
  return { key: filter.key, column: to.key, operator, value: from === to.type ? filter.value : startValue(to.type) };
}

/** The complete filters. A filter whose value is not complete is left out, so that it hides no rows. */
export function readyFilters(filters: readonly FilterDraft[], columns: readonly TableColumn[]): RowsView["filters"] {
  const ready = filters.filter((filter) => {
    const column = columns.find(({ key }) => key === filter.column);
    if (!column) return false;
    if (!takesValue(filter.operator)) return true;
    return filter.value.trim() !== "" && filterFault(filter, column) === null;
  });
  return ready.map(({ key: _key, ...filter }) => filter);
}

/** Why a filter's value does not fit its column; null if it does. */
export function filterFault({ operator, value }: FilterDraft, column: TableColumn): string | null {
  // "contains" takes a part of a value, which need not be a valid value itself.
  if (!takesValue(operator) || operator === "contains") return null;
  const read = readCell(column.type, value);
  return read.ok ? null : cellFault(column, read.expected, value);
}

function operatorText(operator: FilterOperator, type: ColumnType): string {
  const isTime = type === "date" || type === "datetime";
  return (isTime && wordsOfTime[operator]) || words[operator];
}

function usualOperator(type: ColumnType): FilterOperator {
  return operatorsByType[type][0] ?? "equals";
}

function startValue(type: ColumnType): string {
  return type === "boolean" ? "true" : "";
}
