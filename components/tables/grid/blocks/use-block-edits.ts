"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { MAX_EDITED_CELLS, MAX_EDITED_ROWS, type TableColumn } from "@/server/schemas/table-column";
import type { EditHistory } from "../../use-edit-history";
import { readBlock, widthOf } from "./block-cells";
import { type CellRange, counted, sizeOf, sizeText } from "./cell-range";
import { copyCells } from "./copy-cells";
import type { CellValue } from "../cell-value";
import type { Place } from "../grid-keys";
import type { Block } from "./pasted-block";
import type { CellEdits } from "../use-cell-edits";
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
  edits: Pick<CellEdits, "forgetAll">;
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

/** Pastes, clears and copies rectangles of cells. A change is made completely or not at all. */
export function useBlockEdits(input: BlockInput) {
  const { tableId, columns, rows, edits, history, reload, announce, onRefused } = input;
  const trpc = useTRPC();
  const edit = useMutation(trpc.tables.editRows.mutationOptions());
  const [busy, setBusy] = useState<string | null>(null);

  function refuse(message: string, faults: BlockRefusal["faults"] = []) {
    onRefused({ message, faults: faults.slice(0, LISTED), faultCount: faults.length });
  }

  /** Writes cells into the rows from `at` on. The last ones become new rows if there are none to write into. */
  async function write(what: string, at: number, cells: Values[], { mayAdd }: { mayAdd: boolean }) {
    setBusy(`Saving ${counted(cells.length, "row")}…`);
    try {
      const { added } = await history.run(what, async () => {
        const present = await rows.between(at, Math.max(0, Math.min(cells.length, rows.total - at)));
        const update = present.map(({ id }, index) => ({ rowId: id, values: cells[index] ?? {} }));
        const result = await edit.mutateAsync({ tableId, update, add: mayAdd ? cells.slice(present.length) : [] });
        edits.forgetAll(update);
        return result;
      });
      announce(`Saved: ${what}.${added.length > 0 ? ` ${counted(added.length, "row")} added at the end.` : ""}`);
    } catch (error) {
      toast.error(messageOf(error));
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
          faults.length === 1
            ? ONE_FAULT
            : `${counted(faults.length, "cell")} do not fit their columns. ${CORRECT_THEM}`,
          faults.map(({ row, message }) => ({ row: top + row + 1, message })),
        );
      }
      const isLarge = block.length * widthOf(block) > MAX_EDITED_CELLS;
      if (isLarge || JSON.stringify(cells).length > MAX_REQUEST_CHARACTERS) return refuse(TOO_LARGE);
      const what = `paste of ${sizeText({ rows: block.length, columns: widthOf(block) })}`;
      return void write(what, top, cells, { mayAdd: true });
    },
    /** Empties the cells of a range. */
    clear(range: CellRange) {
      const size = sizeOf(range);
      if (size.rows > MAX_EDITED_ROWS || size.rows * size.columns > MAX_EDITED_CELLS) {
        return void toast.info(`At most ${MOST_ROWS} rows and ${MOST_CELLS} cells can be cleared at a time.`);
      }
      const values = Object.fromEntries(columns.slice(range.left - 1, range.right).map(({ key }) => [key, null]));
      const cells = Array.from({ length: size.rows }, () => values);
      return void write(`clearing of ${sizeText(size)}`, range.top, cells, { mayAdd: false });
    },
    /** Copies the cells of a range. Call it while the event of the clipboard is handled. */
    async copy(range: CellRange, clipboard: DataTransfer | null) {
      const isCopied = await copyCells({ range, columns, rows, clipboard });
      if (isCopied) announce(`${sizeText(sizeOf(range))} copied.`);
      return isCopied;
    },
  };
}

export type BlockEdits = ReturnType<typeof useBlockEdits>;

const ONE_FAULT =
  "One cell does not fit its column. Correct it where you copied it, or change the column's type, and paste again.";
const CORRECT_THEM = "Correct them where you copied them, or change the columns' types, and paste again.";
const MOST_ROWS = MAX_EDITED_ROWS.toLocaleString("en");
const MOST_CELLS = MAX_EDITED_CELLS.toLocaleString("en");

function tooManyRows(count: number): string {
  return `At most ${MOST_ROWS} rows can be pasted at a time, and these are ${count.toLocaleString("en")}. Paste them in parts, or use Import.`;
}

function tooWide(width: number, [first, ...others]: readonly TableColumn[]): string {
  const fit = counted(others.length + 1, "column");
  return `The copied cells have ${width} columns, but from ${first?.name ?? "here"} on there is room for ${fit}. Start further left, or add columns first.`;
}

const TOO_LARGE = `At most ${MOST_CELLS} cells with some 300,000 characters can be pasted at a time. Paste fewer rows, or use Import.`;
