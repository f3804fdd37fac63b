import type { Separator } from "../../../schemas/table-column.ts";
import { readCsv } from "../read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";
import { invalid, type Sheet } from "./sheet.ts";

/** Chooses which part of a file is read, and how. */
export interface SheetChoice {
  /** The sheet of an Excel workbook; by default the first visible sheet that has cells. */
  sheet?: string | undefined;
  /** The separator of a CSV file; detected by default. */
  separator?: Separator | undefined;
  /** Used to detect a file whose extension does not match its content. */
  fileName?: string | undefined;
}

/**
 * Reads a CSV file or an Excel workbook, which it tells apart by their first bytes.
 * @throws DomainError invalid.
 */
export async function readSheet(
  given: Uint8Array,
  { sheet, separator, fileName = "" }: SheetChoice = {},
): Promise<Sheet> {
  // Bytes arrive in a worker as a plain Uint8Array; this is a view without a copy.
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.length);
  if (bytes.length === 0) throw invalid("The file is empty.");
  if (bytes.subarray(0, 4).equals(ZIP)) return readXlsx(bytes, sheet);
  if (bytes.subarray(0, 4).equals(OLD_OFFICE)) {
    throw invalid(
      "This is a workbook in the old .xls format, or one with a password. Save it as .xlsx without a password, or as CSV.",
    );
  }
  const kind = kinds.find(({ sign }) => sign.test(bytes.toString("latin1", 0, 200)))?.name;
  if (kind) throw invalid(`This is ${kind}, not a table. Choose a CSV file, or an Excel workbook (.xlsx).`);
  if (/\.xls[xmb]$/i.test(fileName)) {
    throw invalid(
      `${fileName} is named like an Excel workbook but is not one. Save it as .xlsx in Excel; if it is CSV, name it .csv.`,
    );
  }
  return readCsv(bytes, separator);
}

const ZIP = Buffer.from("PK\x03\x04");
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

const kinds = [
  { sign: /^%PDF-/, name: "a PDF document" },
  { sign: /^\{\\rtf/, name: "an RTF document" },
  { sign: /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)/i, name: "a web page" },
  { sign: /^(?:\xef\xbb\xbf)?\s*<\?xml/i, name: "an XML document" },
];
