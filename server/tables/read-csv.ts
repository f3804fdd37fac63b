import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse, type Parser } from "csv-parse";
import type { DomainError } from "@/server/errors";
import { invalid, tooManyRows, toSheet, type Sheet, type SheetRow } from "./sheet";
import { MAX_TABLE_ROWS } from "./table-column";

/**
 * Reads CSV: UTF-8 with or without a mark, or UTF-16 with one; separated by commas, semicolons, tabs or bars.
 * Parses in slices, so that a long file does not keep others waiting.
 * @throws DomainError invalid.
 */
export async function readCsv(bytes: Uint8Array): Promise<Sheet> {
  const text = decode(bytes);
  const said = /^sep=([,;\t|])\r?\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const delimiter = said?.[1] ?? findDelimiter(body);
  const lines = await parseLines(Buffer.from(body), delimiter, said ? 1 : 0);
  return toSheet(lines, delimiter === ";" ? "," : ".");
}

const SLICE = 256 * 1024;

async function parseLines(bytes: Buffer, delimiter: string, skipped: number): Promise<SheetRow[]> {
  const lines: SheetRow[] = [];
  const parser: Parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (cells, info) => {
      // The parser counts to a record's end; people look for its start.
      lines.push({ line: info.lines - newlinesIn(cells) + skipped, cells });
      if (lines.length > MAX_TABLE_ROWS + 1) throw tooManyRows();
      return null;
    },
  });
  try {
    const nothing = new Writable({ objectMode: true, write: (_record, _encoding, done) => done() });
    await pipeline(Readable.from(slices(bytes)), parser, nothing);
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  }
  return lines;
}

async function* slices(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += SLICE) {
    yield bytes.subarray(at, at + SLICE);
    await setImmediate();
  }
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
      ? "The file is no text: choose a CSV file, or an Excel workbook (.xlsx)."
      : 'The file\'s letters are not written in UTF-8. In Excel, save it as "CSV UTF-8".',
  );
}

/** The mark that stands most often in the first line, outside of quotes. */
function findDelimiter(text: string): string {
  const header =
    /^\s*(?:"(?:[^"]|"")*"|[^"\r\n])+/.exec(text.slice(0, 100_000))?.[0].replace(/"(?:[^"]|"")*"/g, "") ?? "";
  const counts = [",", ";", "\t", "|"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
