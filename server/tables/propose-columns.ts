import { isSameName } from "./column-key";
import { withKeys } from "./create-table";
import { readDate, readMoment } from "./read-cell";
import { readNumber, showsCommaDecimals } from "./read-number";
import type { Sheet } from "./sheet";
import type { ColumnType, DecimalMark, ImportColumn, TableColumn } from "./table-column";

/**
 * The columns of a file, each with the type that every one of its cells has.
 * @param known Of the table that the file is meant for: a column of the same name has the same type.
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
  const type =
    values.length === 0 ? undefined : tests.find(({ fits }) => values.every((text) => fits(text, decimalMark)))?.type;
  return { type: type ?? "text", decimalMark };
}

/** The likely mark, unless the numbers can only be read with the other one. */
function findMark(values: string[], likely: DecimalMark): DecimalMark {
  const other = likely === "," ? "." : ",";
  const reads = (mark: DecimalMark) => values.every((text) => readNumber(text, mark) !== null);
  return !reads(likely) && reads(other) ? other : likely;
}

const tests: { type: ColumnType; fits: (text: string, mark: DecimalMark) => boolean }[] = [
  { type: "boolean", fits: (text) => /^(?:true|false|yes|no)$/i.test(text) },
  { type: "number", fits: (text, mark) => readNumber(text, mark) !== null },
  { type: "date", fits: (text) => readDate(text) !== null },
  { type: "datetime", fits: (text) => readMoment(text) !== null },
];
