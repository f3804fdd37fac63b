"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { type CellRange, sizeOf } from "./cell-range";
import { spread } from "./block-cells";
import type { Place } from "../grid-keys";
import { pastedBlock } from "./pasted-block";
import type { BlockEdits } from "./use-block-edits";
import type { Cell } from "../use-cell-editor";
import type { CellEdits } from "../use-cell-edits";

interface ClipboardInput {
  element: RefObject<HTMLElement | null>;
  place: Place;
  /** The cell at the cursor. */
  here: Cell | null;
  /** The selected cells: at least the cursor's. Null in the header and in the column of row numbers. */
  range: CellRange | null;
  isEmpty: boolean;
  canEdit: boolean;
  edits: CellEdits;
  blocks: BlockEdits;
}

/** Copies and cuts the selected cells, and pastes cells of spreadsheets. */
export function useCellClipboard({ element, place, here, range, isEmpty, canEdit, edits, blocks }: ClipboardInput) {
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    const isTextMarked = window.getSelection()?.isCollapsed === false;
    if (!isOurs() || !range || isTextMarked) return;
    event.preventDefault();
    const isCut = event.type === "cut" && canEdit;
    const copying = blocks.copy(range, event.clipboardData);
    if (isCut) void copying.then((isCopied) => isCopied && blocks.clear(range));
  });

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    // An empty table has no cell to paste into: the block becomes its first rows.
    const into =
      range ?? (isEmpty && place.column > 0 ? { top: 0, bottom: 0, left: place.column, right: place.column } : null);
    if (!isOurs() || !into || !canEdit) return;
    event.preventDefault();
    const data = event.clipboardData;
    const copied = pastedBlock({ text: data?.getData("text/plain") ?? "", html: data?.getData("text/html") ?? "" });
    const block = spread(copied, sizeOf(into));
    const [[only = ""] = []] = block;
    const isOne = block.length === 1 && block[0]?.length === 1;
    // A single text that does not fit stays in its cell, to be corrected there.
    if (isOne && here) return void edits.write(here.row, [{ column: here.column, typed: only }]);
    return blocks.paste({ row: into.top, column: into.left }, block);
  });

  function isOurs(): boolean {
    return element.current !== null && document.activeElement === element.current;
  }

  // Listen on the document: browsers dispatch these events at the selected text, not at the focused element.
  useEffect(() => {
    const copy = (event: ClipboardEvent) => onCopy(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, []);
}
