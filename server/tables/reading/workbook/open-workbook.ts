import { read, type WorkBook } from "@e965/xlsx";
import { MAX_TABLE_ROWS } from "../../../schemas/table-column.ts";
import { keepLongNumbers } from "./keep-long-numbers.ts";
import { markUnknownResults } from "./mark-unknown-results.ts";
import { invalid } from "./sheet.ts";
import { storeZip } from "./store-zip.ts";
import { unpackZip, workbookFaults, type ZipEntry } from "./unpack-zip.ts";

/** One row more than a table may have, so that an excess is detected. */
export const LAST_ROW = MAX_TABLE_ROWS + 2;

/**
 * Unpacks an Excel workbook and returns a function that reads one of its sheets. The parser gets an uncompressed
 * archive of the files whose size was checked here, so it never unpacks anything itself.
 * @throws DomainError invalid.
 */
export function openWorkbook(bytes: Buffer): (sheet: string | number) => WorkBook {
  const entries = unpackZip(bytes);
  if (!entries.some(({ name }) => name.startsWith("xl/"))) throw invalid(otherKind(entries));
  const archive = storeZip(entries.filter(({ name }) => !/^xl\/(?:media|embeddings)\//.test(name)).map(prepare));
  return (sheet) => parse(archive, sheet);
}

function parse(archive: Buffer, sheet: string | number): WorkBook {
  try {
    // nodim: the dimensions that a sheet declares cannot be trusted.
    return read(archive, { dense: true, sheets: sheet, sheetRows: LAST_ROW + 1, nodim: true, ...plain });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw invalid(
      isLocked
        ? workbookFaults.locked
        : "The file cannot be read as an Excel workbook. Open it in Excel and save it as .xlsx, or as CSV.",
    );
  }
}

const plain = { cellDates: false, cellNF: true, cellFormula: false, cellHTML: false, cellText: false };

function otherKind(entries: ZipEntry[]): string {
  const known = kinds.find(({ sign }) => entries.some(({ name }) => sign.test(name)));
  const what = known
    ? `This is ${known.name}, not an Excel workbook.`
    : "This is a ZIP archive without a workbook in it.";
  return `${what} Choose a file that was saved as .xlsx or as CSV.`;
}

const kinds = [
  { sign: /^word\//, name: "a Word document" },
  { sign: /^ppt\//, name: "a PowerPoint presentation" },
  { sign: /^Index\/|\.iwa$/, name: "an Apple iWork document" },
  { sign: /^content\.xml$/, name: "an OpenDocument file" },
];

/** Excel allows 32,767 characters per cell, each of which may be written as an entity of up to nine bytes. */
const MAX_TEXT_BYTES = 300_000;

function prepare({ name, data }: ZipEntry): ZipEntry {
  if (!name.startsWith("xl/") || !name.endsWith(".xml")) return { name, data };
  assertShortTexts(data);
  return { name, data: name.startsWith("xl/worksheets/") ? prepareSheet(data) : data };
}

function prepareSheet(data: Buffer): Buffer {
  // latin1 preserves every byte.
  const xml = data.toString("latin1");
  const prepared = keepLongNumbers(markUnknownResults(xml));
  return prepared === xml ? data : Buffer.from(prepared, "latin1");
}

function assertShortTexts(data: Buffer): void {
  for (let from = 0, next = data.indexOf("<"); ; from = next + 1, next = data.indexOf("<", from)) {
    const end = next === -1 ? data.length : next;
    if (end - from > MAX_TEXT_BYTES) {
      throw invalid("A cell of the workbook holds more than the 32,767 characters that Excel allows. Shorten it.");
    }
    if (next === -1) return;
  }
}
