import type { ChangedRows, FoundRows } from "@/server/tables/step-rows";
import type { RowChoice } from "@/server/tables/rows-query";
import type { RowValues, TableColumn } from "@/server/tables/table-column";

interface Words {
  /** For people's log. */
  summary: string;
  forBot: string;
}

/** What people and the bot are told of rows that were found. */
export function wordsOfFound({ table, rows, hasMore }: FoundRows, choice: RowChoice): Words {
  const empty = emptyFilters(table.columns, choice);
  const count = hasMore ? `the first ${rowsOf(rows.length)}` : rows.length === 0 ? "no rows" : rowsOf(rows.length);
  const intro = rows.length === 0 ? "No rows found." : `Found ${count}:`;
  const more = hasMore ? ["There are more rows that match; ask for details to narrow it down."] : [];
  return {
    summary: [`Found ${count} in ${table.name}.`, ...empty].join(" "),
    forBot: [intro, ...rows.map((row) => describeRow(table.columns, row)), ...more, ...empty].join("\n"),
  };
}

/** What people and the bot are told of rows that were changed. `did` is a word such as "Added". */
export function wordsOfChange(did: string, { table, count, row }: ChangedRows, choice?: RowChoice): Words {
  const empty = choice ? emptyFilters(table.columns, choice) : [];
  const summary =
    count === 0
      ? `${did} nothing in ${table.name}: no row matches.`
      : `${did} ${rowsOf(count)} ${place(did)} ${table.name}.`;
  const shown = row && count === 1 ? [describeRow(table.columns, row)] : [];
  return { summary: [summary, ...empty].join(" "), forBot: [summary, ...shown, ...empty].join("\n") };
}

function place(did: string): string {
  return did === "Added" ? "to" : did === "Deleted" ? "from" : "in";
}

function rowsOf(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

/** An argument that was not given makes an empty value; that nothing matches it is no riddle then. */
function emptyFilters(columns: TableColumn[], { filters }: RowChoice): string[] {
  return filters.flatMap(({ column: key, operator, value }) => {
    if (operator === "is_empty" || operator === "is_not_empty" || String(value).trim() !== "") return [];
    const name = columns.find((column) => column.key === key)?.name ?? key;
    return [`(${name} was compared with an empty value.)`];
  });
}

function describeRow(columns: TableColumn[], row: RowValues): string {
  const cells = columns.flatMap(({ key, name }) => {
    const value = row[key];
    return value === undefined ? [] : [`${name}: ${String(value).replace(/\s*\n\s*/g, " / ")}`];
  });
  return cells.length === 0 ? "(an empty row)" : cells.join("; ");
}
