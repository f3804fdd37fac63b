import { toIsoDateTime } from "../../text/iso-date-time.ts";
import { excerpt } from "../../text/excerpt.ts";
import { storableText } from "../../text/storable-text.ts";
import { MAX_CELL_CHARACTERS, type ColumnType, type RowValues, type TableColumn } from "../../schemas/table-column.ts";

export type Cell = RowValues[string];

/** `value` is null for an empty cell. `expected` completes a sentence that begins "… must be". */
export type ReadCell = { ok: true; value: Cell | null } | { ok: false; expected: string };

/** Parses the value of a cell from any source. Dates are YYYY-MM-DD; times without a zone are taken as UTC. */
export function readCell(type: ColumnType, given: unknown): ReadCell {
  if (given === null || given === undefined) return empty;
  const text = typeof given === "string" ? given : asText(given);
  if (text.trim() === "") return empty;
  return readers[type](text);
}

/** Describes a fault in one cell, such as `Price must be a number, such as 12.5; got "abc".` */
export function cellFault(column: Pick<TableColumn, "name">, expected: string, given: unknown): string {
  const text = typeof given === "string" ? given : asText(given);
  return `${column.name} must be ${expected}; got ${JSON.stringify(excerpt(text, 60))}.`;
}

const empty: ReadCell = { ok: true, value: null };

const readers: Record<ColumnType, (text: string) => ReadCell> = {
  text: (text) =>
    text.length > MAX_CELL_CHARACTERS
      ? { ok: false, expected: `at most ${MAX_CELL_CHARACTERS.toLocaleString("en")} characters` }
      : { ok: true, value: storableText(text) },
  number: (text) => valueOr(plainNumber(text), "a number, such as 12.5"),
  boolean: (text) => valueOr(booleans.get(text.trim().toLowerCase()), "true or false"),
  date: (text) => valueOr(readDate(text), "a date, such as 2026-03-31"),
  datetime: (text) => valueOr(readMoment(text), "a date and time, such as 2026-03-31T14:00:00Z"),
};

/** The accepted spellings of true and false. */
const booleans = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false],
]);

/** Parses YYYY-MM-DD or day.month.year to an ISO date; null when it is not a date of the calendar. */
export function readDate(text: string): string | null {
  const trimmed = text.trim();
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed);
  const [, day = "", month = "", year = ""] = dotted ?? [];
  const iso = dotted ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : trimmed;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/** Parses a date and time to ISO 8601 in UTC, whose text order is the order in time. */
export function readMoment(text: string): string | null {
  const date = readDate(text);
  const iso = date === null ? toIsoDateTime(text) : `${date}T00:00:00Z`;
  if (iso === null) return null;
  const moment = new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString().replace(".000Z", "Z");
}

const NUMBER = /^[+-]?(?:\d+\.?|\d*\.\d+)(?:e[+-]?\d+)?$/i;

/** Returns null for a text that is not a number, and for a number that a double cannot hold exactly. */
function plainNumber(text: string): number | null {
  const value = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : null;
}

function valueOr(value: Cell | null | undefined, expected: string): ReadCell {
  return value === null || value === undefined ? { ok: false, expected } : { ok: true, value };
}

function asText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
