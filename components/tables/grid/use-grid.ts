"use client";

import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from "react";
import type { TableColumn } from "@/server/schemas/table-column";
import type { TableRow } from "../table-types";
import { isComposing } from "@/components/ui/is-composing";
import { editorCommand, gridCommand, type GridCommand, type KeyPress, type Place, step } from "./grid-keys";
import type { EditHistory } from "../use-edit-history";
import type { BlockEdits } from "./blocks/use-block-edits";
import { useCursor } from "./use-cursor";
import { useCellClipboard } from "./blocks/use-cell-clipboard";
import { type Cell, isHalfTyped, useCellEditor } from "./use-cell-editor";
import type { CellEdits } from "./use-cell-edits";
import type { RowSelection } from "./use-row-selection";

interface GridInput {
  /** The element that keeps the focus. */
  element: RefObject<HTMLElement | null>;
  columns: readonly TableColumn[];
  total: number;
  canEdit: boolean;
  rowAt: (index: number) => TableRow | undefined;
  edits: CellEdits;
  blocks: BlockEdits;
  history: EditHistory;
  selection: RowSelection;
  onToggleAll: () => void;
  /** Rows that fit in the window. */
  rowsPerPage: number;
}

/** The grid's cursor, the cell being edited, and the handlers of keys and clicks. */
export function useGrid(input: GridInput) {
  const { element, columns, total, canEdit, edits, blocks, history, selection, rowsPerPage } = input;
  const { place, range, block, moveTo, selectBetween } = useCursor({ rows: total, columns: columns.length });
  const [openMenu, setOpenMenu] = useState<string | null>(null);
  const column = columns[place.column - 1];
  const here = cellAt(place);
  const editor = useCellEditor(edits);
  const shape = { rows: total, columns: columns.length, rowsPerPage, canEdit, type: column?.type };

  useCellClipboard({ element, place, here, range, isEmpty: total === 0, canEdit, edits, blocks });

  function cellAt(at: Place): Cell | null {
    const row = at.row < 0 ? undefined : input.rowAt(at.row);
    const columnThere = columns[at.column - 1];
    return row && columnThere ? { row, column: columnThere } : null;
  }

  const focus = () => element.current?.focus({ preventScroll: true });

  /** A checkbox has no text to edit: toggle it. */
  function edit(cell: Cell, how = { empty: false }) {
    if (cell.column.type !== "boolean") return editor.start(cell, how);
    const turned = cell.row.values[cell.column.key] !== true;
    return void edits.write(cell.row, [{ column: cell.column, typed: String(turned) }]);
  }

  function run(command: GridCommand): void {
    if (command.type === "move") return moveTo(command.to, command.extends);
    if (command.type === "toggleAllRows") return input.onToggleAll();
    if (command.type === "toggleRow") return selection.toggle(place.row);
    if (command.type === "undo" || command.type === "redo") return void history[command.type]();
    if (command.type === "clear" && block) return blocks.clear(block);
    if (command.type === "forget" && block) return moveTo(place);
    if (command.type === "openMenu") return setOpenMenu(column?.key ?? null);
    if (!here) return undefined;
    if (command.type === "forget") return edits.forget(here.row.id, here.column.key);
    if (command.type === "clear") return void edits.write(here.row, [{ column: here.column, typed: "" }]);
    return edit(here, command.type === "edit" ? command : undefined);
  }

  function onEditorKey(event: KeyboardEvent, type: TableColumn["type"]) {
    const command = editorCommand(keyPress(event), type);
    if (!command || isComposing(event)) return;
    event.preventDefault();
    if (command.type === "cancel") editor.cancel();
    else if (!editor.commit({ insist: true, isHalfTyped: isHalfTyped(event.target) })) return;
    else moveTo(step(place, command, shape));
    focus();
  }

  return {
    place,
    editor,
    openMenu,
    setOpenMenu,
    focus,
    goToEnd() {
      focus();
      // Clamped to the last row when it is read: more rows may still be loading.
      moveTo({ row: Number.MAX_SAFE_INTEGER, column: 1 });
    },
    block,
    selectBetween: (from: Place, to: Place) => !editor.editing && selectBetween(from, to),
    onClick(event: MouseEvent, at: Place | null) {
      const cell = at && cellAt(at);
      if (!at || editor.isIn(cell)) return;
      const isAgain = at.row === place.row && at.column === place.column;
      const isExtending = event.shiftKey && cell !== null;
      moveTo(at, isExtending);
      if (isExtending || !canEdit) return;
      if (at.column === 0) return selection.toggle(at.row, event.shiftKey);
      if (!cell) return;
      // A second tap on a cell edits it on a touch screen; elsewhere a double click does.
      if (isTick(event.target) || (isAgain && isTouch(event))) edit(cell);
    },
    onDoubleClick(at: Place | null) {
      const cell = at && cellAt(at);
      if (cell && canEdit && cell.column.type !== "boolean" && !editor.isIn(cell)) edit(cell);
    },
    onKeyDown(event: KeyboardEvent) {
      if (editor.editing) return onEditorKey(event, editor.editing.column.type);
      const command = gridCommand(place, keyPress(event), shape);
      if (!command) return undefined;
      // Let the first character through to the box, which has the focus by now.
      if (command.type !== "edit" || !command.empty) event.preventDefault();
      return run(command);
    },
  };
}

export type Grid = ReturnType<typeof useGrid>;

/** Whether an element is in a cell's checkbox. */
function isTick(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[data-tick]") !== null;
}

function isTouch({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
}

function keyPress(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    shiftKey: event.shiftKey,
    altKey: event.altKey,
    commandKey: event.ctrlKey || event.metaKey,
  };
}
