import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import type { SheetRow } from "./workbook/sheet.ts";

/** Packs a file's rows for storage until the import: gzipped JSON lines, each `[line, ...cells]`. */
export async function packRows(rows: SheetRow[]): Promise<Buffer> {
  const text = rows.map(({ line, cells }) => JSON.stringify([line, ...cells])).join("\n");
  return promisify(gzip)(text, { level: 1 });
}

const packedRow = z.tuple([z.int()], z.string());

/** Unpacks the rows at the positions from `from` (0-based) to `to` (exclusive). */
export async function unpackRows(bytes: Uint8Array, from: number, to: number): Promise<SheetRow[]> {
  const text = (await promisify(gunzip)(bytes)).toString();
  if (text === "") return [];
  return text
    .split("\n")
    .slice(from, to)
    .map((packed) => {
      const [line, ...cells] = packedRow.parse(JSON.parse(packed));
      return { line, cells };
    });
}
