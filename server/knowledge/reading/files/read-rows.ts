import type { Block, ReadText } from "../../chunks/read-text.ts";
import { readCsvLines } from "../../../tables/reading/read-csv.ts";
import { readSheets } from "../../../tables/reading/workbook/read-xlsx.ts";
import type { SheetRow } from "../../../tables/reading/workbook/sheet.ts";

/** Reads every visible sheet of an Excel workbook. @throws DomainError invalid. */
export function readWorkbook(bytes: Buffer): ReadText {
  const sheets = readSheets(bytes);
  const blocks = sheets.flatMap(({ name, rows }): Block[] => [
    ...(sheets.length > 1 ? [{ kind: "heading" as const, level: 2, text: name, page: null, anchor: null }] : []),
    ...rowBlocks(rows),
  ]);
  return { title: "", blocks, warnings: [] };
}

/** Reads CSV. @throws DomainError invalid. */
export async function readCsvText(text: string): Promise<ReadText> {
  const { rows } = await readCsvLines(text.replace(/^\uFEFF/, ""));
  return { title: "", blocks: rowBlocks(rows), warnings: [] };
}

/** The first row with several cells names the columns; lines above it are texts. */
function rowBlocks(rows: SheetRow[]): Block[] {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const start = filled.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== "").length > 1);
  const header = filled[start]?.cells ?? [];
  const isNamed = start !== -1 && start < filled.length - 1 && header.every((cell) => !/^[\d\s.,%€$£-]+$/.test(cell));
  const texts = filled.slice(0, start === -1 ? filled.length : start);
  return [
    ...texts.map(({ cells }): Block => ({ kind: "paragraph", text: cells.join(" ").trim(), page: null, anchor: null })),
    ...filled
      .slice(texts.length + (isNamed ? 1 : 0))
      .map(({ cells }): Block => ({ kind: "row", header: isNamed ? header : [], cells, page: null, anchor: null })),
  ];
}
