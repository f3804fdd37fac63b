import { isSameName } from "../columns/column-key.ts";
import { readDate, readMoment } from "../columns/read-cell.ts";
import type { ColumnType, DecimalMark, ImportColumn, TableColumn } from "../../schemas/table-column.ts";
import { withKeys } from "../rows/with-keys.ts";
import { readNumber, showsCommaDecimals } from "./read-number.ts";
import type { Sheet } from "./workbook/sheet.ts";

/**
 * Proposes the columns of a file. A column gets the first type that all of its cells fit.
 * @param known The target table's columns. A column of the same name takes their type.
 */
export function proposeColumns(sheet: Sheet, known: TableColumn[] = []): ImportColumn[] {
  const found = sheet.header.map((name, index) => ({ name, index, ...proposeType(sheet, index) }));
  return withKeys(found).map((column) => {
    const same = known.find((other) => isSameName(other.name, column.name));
    return same ? { ...column, type: same.type } : column;
  });
}

function proposeType(sheet: Sheet, index: number): { type: ColumnType; decimalMark: DecimalMark } {
  const texts = new Set<string>();
  for (const { cells } of sheet.rows) {
    const text = cells[index]?.trim() ?? "";
    if (text !== "") texts.add(text);
  }
  const values = [...texts];
  const decimalMark = findMark(values, sheet.decimalMark === "," || values.some(showsCommaDecimals) ? "," : ".");
  const type = values.length === 0 ? undefined : tests.find(({ fit }) => fit(values, decimalMark))?.type;
  return { type: type ?? "text", decimalMark };
}

/** Returns the likely decimal mark, unless the numbers parse only with the other one. */
function findMark(values: string[], likely: DecimalMark): DecimalMark {
  const other = likely === "," ? "." : ",";
  const reads = (mark: DecimalMark) => values.every((text) => readNumber(text, mark) !== null);
  return !reads(likely) && reads(other) ? other : likely;
}

const tests: { type: ColumnType; fit: (texts: string[], mark: DecimalMark) => boolean }[] = [
  { type: "boolean", fit: areBooleans },
  { type: "number", fit: (texts, mark) => texts.every((text) => readNumber(text, mark) !== null && !isCode(text)) },
  { type: "date", fit: (texts) => texts.every((text) => readDate(text) !== null) },
  { type: "datetime", fit: (texts) => texts.every((text) => readMoment(text) !== null) },
];

/** Requires both yes and no, since a column of only "NO" may contain country codes. */
function areBooleans(texts: string[]): boolean {
  const words = new Set(texts.map((text) => text.toLowerCase()));
  const isClear = words.has("true") || words.has("false") || words.size > 1;
  return isClear && [...words].every((word) => /^(?:true|false|yes|no)$/.test(word));
}

/** `10E2` is an article number. Programs write scientific notation with a sign or decimal mark (1.5E3, 1E+05). */
function isCode(text: string): boolean {
  return /^\d+e\d+$/i.test(text);
}
