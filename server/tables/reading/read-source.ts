import { columnKeyFor, isSameName } from "../columns/column-key.ts";
import type { ImportColumn, TableColumn } from "../../schemas/table-column.ts";
import { convertRow } from "./convert-row.ts";
import { proposeColumns } from "./propose-columns.ts";
import { readSheet } from "./workbook/read-sheet.ts";
import { sliceRows, type ConvertedLine } from "./row-slices.ts";
import { invalid, type Sheet } from "./workbook/sheet.ts";

/** The content of a linked address: checked rows as slices for `stageRows`, and the plan of their columns. */
export interface ReadSource {
  slices: Uint8Array<ArrayBuffer>[];
  rowCount: number;
  plan: ImportColumn[];
}

export interface SourceFile {
  bytes: Uint8Array;
  /** The linked table's columns; null for a new table. */
  present: TableColumn[] | null;
}

/**
 * Reads the content of a linked address. The table's columns keep their types; new columns are texts.
 * @throws DomainError invalid that describes the faults and names the first bad rows.
 */
export async function readSource({ bytes, present }: SourceFile): Promise<ReadSource> {
  const sheet = await readSheet(bytes);
  const [cell] = sheet.unknownResults;
  if (cell !== undefined) {
    throw invalid(`The formula in ${cell} has no stored result. Open the workbook in Excel and save it again.`);
  }
  const plan = present ? planRefresh(sheet, present) : proposeColumns(sheet);
  const rows = convertSheet(sheet, plan);
  return { slices: sliceRows(rows), rowCount: rows.length, plan };
}

/** @throws DomainError invalid when a column is missing, since bots would find its cells empty. */
function planRefresh(sheet: Sheet, columns: TableColumn[]): ImportColumn[] {
  const missing = columns.filter(({ name }) => !sheet.header.some((other) => isSameName(other, name)));
  const [first] = missing;
  if (first) {
    const named = missing.slice(0, 5).map(({ name }) => `"${name}"`);
    const what = missing.length === 1 ? `The column ${named.join("")} is` : `The columns ${named.join(", ")} are`;
    throw invalid(`${what} missing at the address. Put them back there, or remove them here.`);
  }
  const keys = new Set(columns.map(({ key }) => key));
  return proposeColumns(sheet, columns).map((column) => {
    const same = columns.find(({ name }) => isSameName(name, column.name));
    if (same) return { ...column, ...same };
    const key = columnKeyFor(column.name, keys);
    keys.add(key);
    return { ...column, key, type: "text" };
  });
}

const NAMED = 3;

function convertSheet(sheet: Sheet, plan: ImportColumn[]): ConvertedLine[] {
  const good: ConvertedLine[] = [];
  const named: string[] = [];
  let bad = 0;
  for (const row of sheet.rows) {
    const converted = convertRow(row, plan, sheet.header.length);
    if ("values" in converted) good.push(converted);
    else {
      bad += 1;
      if (bad <= NAMED) named.push(`Line ${row.line}: ${converted.faults.map(({ message }) => message).join(" ")}`);
    }
  }
  if (bad === 0) return good;
  const count = bad === 1 ? "1 row does" : `${bad.toLocaleString("en")} rows do`;
  throw invalid(`${count} not fit. ${named.join(" ")}`);
}
