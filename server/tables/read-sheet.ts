import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";
import { invalid, type Sheet } from "./sheet";

/**
 * Reads a CSV file or an Excel workbook; which of them it is, its first bytes say.
 * @throws DomainError invalid.
 */
export async function readSheet(bytes: Buffer): Promise<Sheet> {
  if (bytes.length === 0) throw invalid("The file is empty.");
  if (bytes.subarray(0, 4).equals(ZIP)) return readXlsx(bytes);
  if (bytes.subarray(0, 4).equals(OLD_OFFICE)) {
    throw invalid(
      "This is a workbook of an old kind (.xls), or one with a password. Save it as .xlsx without one, or as CSV.",
    );
  }
  return readCsv(bytes);
}

const ZIP = Buffer.from("PK\x03\x04");
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
