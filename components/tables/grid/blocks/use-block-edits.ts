"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { MAX_EDITED_ROWS, type TableColumn } from "@/server/schemas/table-column";
import type { EditHistory } from "../../use-edit-history";
import { readBlock, widthOf } from "./block-cells";
import { type CellRange, counted, sizeOf, sizeText } from "./cell-range";
import { type CellValue, plainText } from "../cell-value";
import type { Place } from "../grid-keys";
import { asTabbedText, type Block } from "./pasted-block";
import type { TableRows } from "../use-table-rows";

/** Why nothing was pasted. */
export interface BlockRefusal {
  message: string;
  /** The first cells that don't fit their columns, with the numbers of their rows in the grid. */
  faults: { row: number; message: string }[];
  faultCount: number;
}

interface BlockInput {
  tableId: string;
  columns: readonly TableColumn[];
  rows: TableRows;
  history: EditHistory;
  reload: () => Promise<void>;
  announce: (news: string) => void;
  onRefused: (refusal: BlockRefusal) => void;
}

type Values = Record<string, CellValue | null>;

/** The most faults that are listed. */
const LISTED = 20;
/** Requests have at most 1 MB. */
const MAX_REQUEST_CHARACTERS = 300_000;
const MAX_COPIED_ROWS = 5000;

/** Pastes, clears and copies rectangles of cells. A change is made completely or not at all. */
export function useBlockEdits(input: BlockInput) {
  const { tableId, columns, rows, history, reload, announce, onRefused } = input;
  const trpc = useTRPC();
  const edit = useMutation(trpc.tables.editRows.mutationOptions());
  const [busy, setBusy] = useState<string | null>(null);

  function refuse(message: string, faults: BlockRefusal["faults"] = []) {
    onRefused({ message, faults: faults.slice(0, LISTED), faultCount: faults.length });
  }

  async function write(what: string, at: number, cells: Values[]) {
    const kept = Math.max(0, Math.min(cells.length, rows.total - at));
    const add = cells.slice(kept);
    setBusy(`Saving ${counted(cells.length, "row")}…`);
    try {
      const { undo } = await history.run(what, async () => {
        const present = await rows.between(at, kept);
        if (present.length !== kept) throw new Error("The rows changed while they were read.");
        const update = present.map(({ id }, index) => ({ rowId: id, values: cells[index] ?? {} }));
        return edit.mutateAsync({ tableId, update, add });
      });
      announce(`${what}: saved.${add.length > 0 ? ` ${counted(add.length, "row")} added at the end.` : ""}`);
      return undo;
    } catch (error) {
      toast.error(messageOf(error));
      return null;
    } finally {
      await reload();
      setBusy(null);
    }
  }

  return {
    /** What is being saved. */
    busy,
    /** Pastes a block into a cell and those to the right and below, and adds the rows that are missing. */
    paste(at: Place, block: Block) {
      const top = Math.max(0, at.row);
      const targets = columns.slice(at.column - 1);
      if (block.length > MAX_EDITED_ROWS) return refuse(tooManyRows(block.length));
      if (widthOf(block) > targets.length) return refuse(tooWide(widthOf(block), targets));
      const { rows: cells, faults } = readBlock(block, targets);
      if (faults.length > 0) {
        return refuse(
          `${counted(faults.length, "cell")} ${faults.length === 1 ? "does" : "do"} not fit the column. Correct them where you copied them, or change the column's type.`,
          faults.map(({ row, message }) => ({ row: top + row + 1, message })),
        );
      }
      if (JSON.stringify(cells).length > MAX_REQUEST_CHARACTERS) return refuse(TOO_LARGE);
      return void write(`Paste of ${sizeText({ rows: block.length, columns: widthOf(block) })}`, top, cells);
    },
    /** Empties the cells of a range. */
    clear(range: CellRange) {
      const size = sizeOf(range);
      if (size.rows > MAX_EDITED_ROWS) {
        return void toast.info(`At most ${MAX_EDITED_ROWS.toLocaleString("en")} rows can be cleared at a time.`);
      }
      const values = Object.fromEntries(columns.slice(range.left - 1, range.right).map(({ key }) => [key, null]));
      const cells = Array.from({ length: size.rows }, () => values);
      return void write(`Clearing of ${sizeText(size)}`, range.top, cells);
    },
    /** Copies the cells of a range, as spreadsheets do. Rows that are not loaded yet are fetched first. */
    copy(range: CellRange, clipboard: DataTransfer | null) {
      const size = sizeOf(range);
      if (size.rows > MAX_COPIED_ROWS) {
        return void toast.info(
          `At most ${MAX_COPIED_ROWS.toLocaleString("en")} rows can be copied at a time. Use Export for all.`,
        );
      }
      const copied = columns.slice(range.left - 1, range.right);
      const asText = (found: readonly { values: Record<string, CellValue> }[]) =>
        asTabbedText(found.map(({ values }) => copied.map(({ key }) => plainText(values[key]))));
      const copiedText = `${sizeText(size)} copied.`;
      const loaded = Array.from({ length: size.rows }, (_, index) => rows.rowAt(range.top + index));
      const present = loaded.filter((row) => row !== undefined);
      if (present.length === loaded.length) {
        clipboard?.setData("text/plain", asText(present));
        return announce(copiedText);
      }
      return void rows
        .between(range.top, size.rows)
        .then((found) => navigator.clipboard.writeText(asText(found)))
        .then(() => announce(copiedText))
        .catch(() => toast.error("The cells could not be copied. Select fewer rows and try again."));
    },
  };
}

export type BlockEdits = ReturnType<typeof useBlockEdits>;

function tooManyRows(count: number): string {
  const [most, given] = [MAX_EDITED_ROWS.toLocaleString("en"), count.toLocaleString("en")];
  return `At most ${most} rows can be pasted at a time, and these are ${given}. Paste them in parts, or use Import.`;
}

function tooWide(width: number, [first, ...others]: readonly TableColumn[]): string {
  const fit = counted(others.length + 1, "column");
  return `The copied cells have ${width} columns, but from ${first?.name ?? "here"} on there is room for ${fit}. Start further left, or add columns first.`;
}

const TOO_LARGE = "The copied cells are too large to be pasted at once. Paste fewer rows at a time, or use Import.";
