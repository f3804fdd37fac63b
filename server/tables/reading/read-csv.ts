import { CsvError, parse, type Parser } from "csv-parse";
import type { DomainError } from "../../errors.ts";
import { MAX_TABLE_ROWS, type Separator } from "../../schemas/table-column.ts";
import { withoutGuard } from "../exports/formula-guard.ts";
import { findSeparator } from "./find-separator.ts";
import {
  filledWidth,
  invalid,
  MAX_ROW_CELLS,
  toSheet,
  tooManyRows,
  type Sheet,
  type SheetRow,
} from "./workbook/sheet.ts";

/**
 * Reads CSV in UTF-8, or in UTF-16 with a byte order mark, separated by commas, semicolons, tabs or bars.
 * @param wanted The separator, or undefined to detect it.
 * @throws DomainError invalid.
 */
export async function readCsv(bytes: Uint8Array, wanted: Separator | undefined): Promise<Sheet> {
  const { rows, separator } = await readCsvLines(decode(bytes), wanted);
  return toSheet(rows, {
    decimalMark: separator === ";" ? "," : ".",
    place: { kind: "text", separator },
    unknownResults: [],
  });
}

/**
 * Reads the lines of a CSV text, also if they are no table.
 * @param wanted The separator, or undefined to detect it.
 * @throws DomainError invalid.
 */
export async function readCsvLines(
  text: string,
  wanted?: Separator,
): Promise<{ rows: SheetRow[]; separator: Separator }> {
  const named = /^sep=([,;\t|])\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const separator = wanted ?? findSeparator(body, named?.[1]);
  const content = Buffer.from(body);
  assertNarrow(content, separator, named ? 1 : 0);
  return { rows: await parseLines(content, separator, named ? 1 : 0), separator };
}

function parseLines(bytes: Buffer, delimiter: Separator, skipped: number): Promise<SheetRow[]> {
  const lines: SheetRow[] = [];
  return new Promise((resolve, reject) => {
    const parser: Parser = parse({
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: string[], info) => {
        // The parser reports the line where a record ends; users look for the line where it starts.
        const line = info.lines - newlinesIn(cells) + skipped;
        cells.length = filledWidth(cells);
        if (cells.length > MAX_ROW_CELLS) throw tooWide(line, cells.length);
        lines.push({ line, cells: cells.map(withoutGuard) });
        if (lines.length > MAX_TABLE_ROWS + 1) throw tooManyRows();
        return null;
      },
    });
    parser.on("error", (error) => reject(error instanceof CsvError ? unreadable(error) : error));
    parser.on("end", () => resolve(lines));
    // The stream emits "end" only while it is being read.
    parser.resume();
    parser.end(bytes);
  });
}

/** Generous, since a quoted cell may contain a long list; a line with more is not part of a table. */
const MAX_LINE_SEPARATORS = 100_000;

/** The parser buffers a whole row, so a row of millions of cells is refused before it is parsed. */
function assertNarrow(bytes: Buffer, separator: Separator, skipped: number): void {
  const [mark, newline] = [separator.charCodeAt(0), 0x0a];
  let [line, count] = [1 + skipped, 0];
  for (const byte of bytes) {
    if (byte === mark) count += 1;
    else if (byte === newline) [line, count] = [line + 1, 0];
    if (count > MAX_LINE_SEPARATORS) throw tooWide(line, count);
  }
}

function tooWide(line: number, cells: number): DomainError {
  const [shown, most] = [cells.toLocaleString("en"), MAX_ROW_CELLS.toLocaleString("en")];
  return invalid(`Line ${line.toLocaleString("en")} has more than ${shown} cells; ${most} are the most that is read.`);
}

function newlinesIn(cells: string[]): number {
  return cells.reduce((sum, cell) => (cell.includes("\n") ? sum + cell.split("\n").length - 1 : sum), 0);
}

function unreadable(error: CsvError): DomainError {
  const line = typeof error["lines"] === "number" ? ` near line ${error["lines"]}` : "";
  if (error.code !== "CSV_QUOTE_NOT_CLOSED") return invalid(`The file cannot be read as CSV${line}: ${error.message}.`);
  return invalid(
    'A quote (") is opened and never closed, so the rest of the file reads as one cell. Close or double it.',
  );
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw invalid(
    bytes.includes(0)
      ? "The file is not a text file: choose a CSV file, or an Excel workbook (.xlsx)."
      : 'The file is not encoded in UTF-8. In Excel, save it as "CSV UTF-8".',
  );
}
