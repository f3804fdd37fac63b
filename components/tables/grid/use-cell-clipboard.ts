"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { toast } from "sonner";
import type { TableColumn } from "@/server/schemas/table-column";
import type { TableRow } from "../table-types";
import { plainText } from "./cell-value";
import { pastedCells } from "./pasted-cells";
import type { CellEdits } from "./use-cell-edits";

interface ClipboardInput {
  element: RefObject<HTMLElement | null>;
  columns: readonly TableColumn[];
  /** The cursor's column, from 0. */
  column: number;
  row: TableRow | undefined;
  canEdit: boolean;
  edits: CellEdits;
}

/** Copies the cell at the cursor. Pastes a text into it, or one spreadsheet row into it and the cells to its right. */
export function useCellClipboard({ element, columns, column, row, canEdit, edits }: ClipboardInput) {
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    const here = columns[column];
    const isTextMarked = window.getSelection()?.isCollapsed === false;
    if (!isOurs() || !row || !here || isTextMarked) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", plainText(row.values[here.key]));
  });

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (!isOurs() || !row || !columns[column] || !canEdit) return;
    event.preventDefault();
    const typed = pastedCells(event.clipboardData?.getData("text/plain") ?? "");
    if (!typed) return void toast.info("Only one row can be pasted at a time. Use Import for many.");
    const targets = columns.slice(column, column + typed.length);
    return void edits.write(
      row,
      targets.map((target, index) => ({ column: target, typed: typed[index] ?? "" })),
    );
  });

  function isOurs(): boolean {
    return element.current !== null && document.activeElement === element.current;
  }

  // Listen on the document: browsers dispatch these events at the selected text, not at the focused element.
  useEffect(() => {
    const copy = (event: ClipboardEvent) => onCopy(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    document.addEventListener("copy", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("paste", paste);
    };
  }, []);
}
