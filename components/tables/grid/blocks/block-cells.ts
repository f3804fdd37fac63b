import { readNumber, showsCommaDecimals } from "@/server/tables/reading/read-number";
import type { TableColumn } from "@/server/schemas/table-column";
import { type CellValue, readTyped } from "../cell-value";
import type { Block } from "./pasted-block";

type Values = Record<string, CellValue | null>;

/** A cell of a block that does not fit its column. */
export interface BlockFault {
  /** The position in the block, from 0. */
  row: number;
  message: string;
}

/** Converts the texts of a block by the columns that they go into. Numbers may be grouped, or have a decimal comma. */
export function readBlock(block: Block, columns: readonly TableColumn[]): { rows: Values[]; faults: BlockFault[] } {
  const readers = columns.map((column, index) => readerOf(column, block, index));
  const faults: BlockFault[] = [];
  const rows = block.map((texts, row) => {
    const values: Values = {};
    for (const [index, text] of texts.entries()) {
      const [column, read] = [columns[index], readers[index]];
      if (!column || !read) continue;
      const got = read(text);
      if (got.ok) values[column.key] = got.value;
      else faults.push({ row, message: got.message });
    }
    return values;
  });
  return { rows, faults };
}

/** How many columns a block has. */
export function widthOf(block: Block): number {
  return block.reduce((most, row) => Math.max(most, row.length), 0);
}

/** Repeats a single cell over a selected area. */
export function spread(block: Block, { rows, columns }: { rows: number; columns: number }): Block {
  const text = block[0]?.[0];
  if (text === undefined || block.length > 1 || widthOf(block) > 1) return block;
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => text));
}

function readerOf(column: TableColumn, block: Block, index: number): (text: string) => ReturnType<typeof readTyped> {
  if (column.type !== "number") return (text) => readTyped(text, column);
  const isComma = block.some((row) => showsCommaDecimals(row[index] ?? ""));
  return (text) => {
    const strict = readTyped(text, column);
    const value = isComma || !strict.ok ? readNumber(text, isComma ? "," : ".") : null;
    return value === null ? strict : { ok: true, value };
  };
}
