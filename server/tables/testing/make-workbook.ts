import { utils, write, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { storeZip } from "../reading/workbook/store-zip";
import { unpackZip } from "../reading/workbook/unpack-zip";

/** An Excel file. */
export function xlsxOf(book: WorkBook): Buffer {
  return Buffer.from(write(book, { type: "array", bookType: "xlsx", cellDates: true }));
}

/** An Excel file with these sheets. */
export function makeWorkbook(sheets: Record<string, WorkSheet>, hidden: string[] = []): Buffer {
  const names = Object.keys(sheets);
  const Workbook = {
    Sheets: names.map((name) => ({ name, Hidden: hidden.includes(name) ? (1 as const) : (0 as const) })),
  };
  return xlsxOf({ SheetNames: names, Sheets: sheets, Workbook });
}

/** An Excel file with one sheet that contains this XML of rows. */
export function makeRawWorkbook(rows: string): Buffer {
  const entries = unpackZip(makeWorkbook({ One: utils.aoa_to_sheet([["a"]]) })).map(({ name, data }) =>
    name === "xl/worksheets/sheet1.xml" ? { name, data: Buffer.from(sheetOf(rows)) } : { name, data },
  );
  return storeZip(entries);
}

function sheetOf(rows: string): string {
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
}
