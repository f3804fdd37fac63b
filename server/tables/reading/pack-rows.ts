import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import type { SheetRow } from "./workbook/sheet.ts";

/** A file's rows as they wait for their import: one JSON list a line, its line first, compressed. */
export async function packRows(rows: SheetRow[]): Promise<Buffer> {
  const text = rows.map(({ line, cells }) => JSON.stringify([line, ...cells])).join("\n");
  return promisify(gzip)(text, { level: 1 });
}

const packedRow = z.tuple([z.int()], z.string());

/** The rows from one position up to, and without, another (from 0). */
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
