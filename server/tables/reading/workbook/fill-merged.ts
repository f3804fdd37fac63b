import { utils, type Range } from "@e965/xlsx";
import { MAX_TABLE_COLUMNS } from "../../../schemas/table-column.ts";
import { LAST_ROW } from "./open-workbook.ts";
import { invalid, type SheetRow } from "./sheet.ts";

/** Maximum number of cells that merges may cover in total. Real workbooks have far fewer. */
const MAX_MERGED = 1_000_000;

/** Copies the first cell's value to all merged cells. A merged header is refused, since columns would share a name. */
export function fillMerged(merges: Range[], lines: SheetRow[]): void {
  const byLine = new Map(lines.map((row) => [row.line, row.cells]));
  const header = lines.find(({ cells }) => cells.length > 0);
  let covered = 0;
  for (const { s, e } of merges) {
    const text = byLine.get(s.r + 1)?.[s.c] ?? "";
    if (text === "") continue;
    const range = utils.encode_range({ s, e });
    if (header && s.r + 1 === header.line && e.c > s.c) {
      throw invalid(`The cells ${range} of the header are merged. Split them: every column needs its own name.`);
    }
    const [lastRow, lastColumn] = [Math.min(e.r, LAST_ROW), Math.min(e.c, MAX_TABLE_COLUMNS)];
    covered += (lastRow - s.r + 1) * (lastColumn - s.c + 1);
    if (covered > MAX_MERGED) throw invalid(`Too many cells are merged, such as ${range}. Split them.`);
    for (let row = s.r; row <= lastRow; row += 1) fillCells(byLine.get(row + 1) ?? [], s.c, lastColumn, text);
  }
}

/** Fills a range of a row's cells. A row without cells stays empty. */
function fillCells(cells: string[], from: number, to: number, text: string): void {
  if (cells.length === 0) return;
  while (cells.length < from) cells.push("");
  for (let column = from; column <= to; column += 1) cells[column] = text;
}
