import { and, or, sql, type SQL } from "drizzle-orm";
import { dataTableRows } from "@/db/schema/tables";
import type { TableFilter } from "@/server/schemas/table-filter";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { excerpt } from "@/server/text/excerpt";
import { containing } from "@/server/text/like-pattern";
import { cellFault, readCell, type Cell } from "../columns/read-cell";
import type { ColumnType, TableColumn } from "@/server/schemas/table-column";

export interface RowFilter extends TableFilter {
  /** Unparsed, as the user typed it. `is_empty` and `is_not_empty` ignore it. */
  value: unknown;
}

export interface RowSort {
  column: string;
  direction: "asc" | "desc";
}

export interface RowChoice {
  match: "all" | "any";
  filters: RowFilter[];
}

/**
 * Translates filters to parameterised SQL. Texts are compared exactly, `contains` ignores case, and an empty value
 * equals only empty cells.
 * @throws DomainError `invalid` that lists each filter with a missing column or unfit value, at the path filters.N.…
 */
export function whereFilters(columns: TableColumn[], { match, filters }: RowChoice): SQL | undefined {
  const faults: ErrorDetail[] = [];
  const conditions = filters.map((filter, i) => {
    const read = readFilter(columns, filter);
    if (read.ok) return read.condition;
    faults.push({ path: ["filters", i, read.field], message: read.message });
    return undefined;
  });
  refuse(faults);
  return match === "all" ? and(...conditions) : or(...conditions);
}

/** Translates a sort order to SQL. Empty cells come last, and ties stay in the order in which rows were added. */
export function orderRows(columns: TableColumn[], sort: RowSort[]): SQL[] {
  const faults: ErrorDetail[] = [];
  const order = sort.map(({ column: key, direction }, i) => {
    const column = columns.find((column) => column.key === key);
    if (!column) faults.push({ path: ["sort", i, "column"], message: noColumn(key, columns) });
    const value = column ? comparable[column.type](key) : sql`null`;
    return direction === "asc" ? sql`${value} asc nulls last` : sql`${value} desc nulls last`;
  });
  refuse(faults);
  return [...order, sql`${dataTableRows.id} asc`];
}

/** Matches rows that contain the words in any cell, ignoring case. */
export function whereSearch(words: string): SQL | undefined {
  const trimmed = words.trim();
  if (trimmed === "") return undefined;
  // Searching each cell is slow, so this first excludes rows whose whole JSON text lacks the words.
  const asJson = JSON.stringify(trimmed).slice(1, -1);
  return sql`${dataTableRows.values}::text ilike ${containing(asJson)} and exists (
    select from jsonb_each_text(${dataTableRows.values}) as cell where cell.value ilike ${containing(trimmed)})`;
}

/** Returns why a filter is invalid, or null. Values that are known only during a run are not checked. */
export function filterFault(columns: TableColumn[], filter: RowFilter): { field: string; message: string } | null {
  const read = readFilter(columns, filter);
  return read.ok ? null : { field: read.field, message: read.message };
}

/** The message for an unknown column, which lists the columns that exist. */
export function noColumn(key: string, columns: TableColumn[]): string {
  const keys = columns.slice(0, NAMED_COLUMNS).map((column) => column.key);
  const more = columns.length > NAMED_COLUMNS ? ` and ${columns.length - NAMED_COLUMNS} more` : "";
  return `The table has no column "${excerpt(key, 60)}". It has: ${keys.join(", ") || "none yet"}${more}.`;
}

const NAMED_COLUMNS = 20;

type ReadFilter = { ok: true; condition: SQL } | { ok: false; field: "column" | "operator" | "value"; message: string };

function readFilter(columns: TableColumn[], { column: key, operator, value: given }: RowFilter): ReadFilter {
  const column = columns.find((column) => column.key === key);
  if (!column) return { ok: false, field: "column", message: noColumn(key, columns) };
  const isEmpty = sql`not ${dataTableRows.values} ? ${key}::text`;
  if (operator === "is_empty") return { ok: true, condition: isEmpty };
  if (operator === "is_not_empty") return { ok: true, condition: sql`${dataTableRows.values} ? ${key}::text` };
  if (column.type === "boolean" && operator !== "equals" && operator !== "not_equals") {
    const message = `${column.name} is true or false: compare it by "equals" or "not equals".`;
    return { ok: false, field: "operator", message };
  }
  // "contains" may search for a part of a number or date, which does not parse as one.
  const read = readCell(operator === "contains" ? "text" : column.type, given);
  if (!read.ok) return { ok: false, field: "value", message: cellFault(column, read.expected, given) };
  if (read.value === null) return { ok: true, condition: compareWithEmpty(operator, isEmpty) };
  return { ok: true, condition: compare(column, operator, read.value) };
}

function compare({ key, type }: TableColumn, operator: RowFilter["operator"], value: Cell): SQL {
  if (operator === "contains") return sql`${cellOf(key)} ilike ${containing(String(value))}`;
  const left = comparable[type](key);
  const right = parameters[type](value);
  if (operator === "not_equals") return sql`${left} is distinct from ${right}`;
  return sql`${left} ${signs[operator]} ${right}`;
}

const signs = {
  equals: sql`=`,
  greater: sql`>`,
  greater_or_equal: sql`>=`,
  less: sql`<`,
  less_or_equal: sql`<=`,
  is_empty: sql`=`,
  is_not_empty: sql`<>`,
};

function compareWithEmpty(operator: RowFilter["operator"], isEmpty: SQL): SQL {
  if (operator === "equals") return isEmpty;
  return operator === "not_equals" ? sql`not (${isEmpty})` : sql`false`;
}

function cellOf(key: string): SQL {
  return sql`(${dataTableRows.values} ->> ${key}::text)`;
}

/**
 * Converts a cell to a value that sorts correctly. The cast must not fail for any cell, since PostgreSQL may evaluate
 * it on rows of other tables before it filters them out. Times lose their Z so that one with a fraction sorts later.
 */
const comparable: Record<ColumnType, (key: string) => SQL> = {
  text: cellOf,
  number: (key) => {
    const value = sql`${dataTableRows.values} -> ${key}::text`;
    return sql`case when jsonb_typeof(${value}) = 'number' then (${value})::double precision end`;
  },
  boolean: cellOf,
  date: (key) => sql`${cellOf(key)} collate "C"`,
  datetime: (key) => sql`rtrim(${cellOf(key)}, 'Z') collate "C"`,
};

const parameters: Record<ColumnType, (value: Cell) => SQL> = {
  text: (value) => sql`${value}::text`,
  number: (value) => sql`${value}::double precision`,
  boolean: (value) => sql`${String(value)}::text`,
  date: (value) => sql`${value}::text`,
  datetime: (value) => sql`rtrim(${value}::text, 'Z')`,
};

function refuse(details: ErrorDetail[]): void {
  const [first] = details;
  if (first) throw new DomainError("invalid", first.message, { details });
}
