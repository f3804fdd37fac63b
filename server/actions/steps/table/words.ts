import type { DataTable } from "@/server/tables/find-table";
import { readNumber } from "@/server/tables/reading/read-number";
import type { ChangedRows, FoundRows } from "@/server/tables/rows/step-rows";
import type { RowChoice } from "@/server/tables/rows/rows-query";
import type { RowValues, TableColumn } from "@/server/schemas/table-column";
import type { MissingValue } from "./missing-values";
import { takesValue } from "@/server/schemas/table-filter";

interface Words {
  /** For the log that people see. */
  summary: string;
  forBot: string;
}

/** The result texts for rows that were found. */
export function wordsOfFound({ table, rows, hasMore }: FoundRows, choice: RowChoice): Words {
  const notes = notesOn(table.columns, choice);
  const count = hasMore ? `the first ${rowsOf(rows.length)}` : rows.length === 0 ? "no rows" : rowsOf(rows.length);
  const intro = rows.length === 0 ? "No rows found." : `Found ${count}:`;
  const more = hasMore ? ["There are more rows that match; ask for details to narrow it down."] : [];
  return {
    summary: [`Found ${count} in ${table.name}.`, ...notes].join(" "),
    forBot: [intro, ...rows.map((row) => describeRow(table.columns, row)), ...more, ...notes].join("\n"),
  };
}

/** The result texts for rows that were changed. `did` is a word such as "Added". */
export function wordsOfChange(did: string, { table, count, row }: ChangedRows, choice?: RowChoice): Words {
  const notes = choice ? notesOn(table.columns, choice) : [];
  const summary =
    count === 0
      ? `${did} nothing in ${table.name}: no row matches.`
      : `${did} ${rowsOf(count)} ${place(did)} ${table.name}.`;
  const shown = row && count === 1 ? [describeRow(table.columns, row)] : [];
  return { summary: [summary, ...notes].join(" "), forBot: [summary, ...shown, ...notes].join("\n") };
}

function place(did: string): string {
  return did === "Added" ? "to" : did === "Deleted" ? "from" : "in";
}

function rowsOf(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

/** The result texts when filters have no value to compare with. `did` is a word such as "Deleted". */
export function wordsOfMissing(did: string, table: DataTable, missing: MissingValue[]): Words {
  const reasons = missing.map(
    ({ column: key, reason }) => `${table.columns.find((column) => column.key === key)?.name ?? key}: ${reason}.`,
  );
  const why = `There is nothing to compare with. ${reasons.join(" ")}`;
  if (did === "Found") {
    return { summary: `Found no rows in ${table.name}. ${why}`, forBot: `No rows found. ${why}` };
  }
  const summary = `${did} nothing in ${table.name}. ${why}`;
  return { summary, forBot: summary };
}

/** The result texts for an update without any value. */
export function wordsOfNoChange(table: DataTable): Words {
  const summary = `Updated nothing in ${table.name}: none of the values was given.`;
  return { summary, forBot: summary };
}

function notesOn(columns: TableColumn[], choice: RowChoice): string[] {
  return [...emptyFilters(columns, choice), ...textOrders(columns, choice)];
}

/** Numbers in a text column are compared letter by letter, so the result says so. */
function textOrders(columns: TableColumn[], { filters }: RowChoice): string[] {
  return filters.flatMap(({ column: key, operator, value }) => {
    const column = columns.find((column) => column.key === key);
    const isOrder = operator.startsWith("greater") || operator.startsWith("less");
    if (column?.type !== "text" || !isOrder || readNumber(String(value), ".") === null) return [];
    return [`(${column.name} holds text, so it was compared letter by letter: 9 comes after 10.)`];
  });
}

/** Notes the filters that compared with an empty value. */
function emptyFilters(columns: TableColumn[], { filters }: RowChoice): string[] {
  return filters.flatMap(({ column: key, operator, value }) => {
    if (!takesValue(operator) || String(value).trim() !== "") return [];
    const name = columns.find((column) => column.key === key)?.name ?? key;
    return [`(${name} was compared with an empty value.)`];
  });
}

function describeRow(columns: TableColumn[], row: RowValues): string {
  const cells = columns.flatMap(({ key, name }) => {
    const value = row[key];
    return value === undefined ? [] : [`${name}: ${onOneLine(String(value))}`];
  });
  return cells.length === 0 ? "(an empty row)" : cells.join("; ");
}

function onOneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" / ");
}
