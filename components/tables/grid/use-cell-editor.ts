"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { TableColumn } from "@/server/schemas/table-column";
import type { TableRow } from "../table-types";
import { editorText, readTyped } from "./cell-value";
import type { CellEdits } from "./use-cell-edits";

export interface Cell {
  row: TableRow;
  column: TableColumn;
}

/** The cell that is being edited. It keeps its own row, since rows can move during the edit. */
interface Editing extends Cell {
  typed: string;
  error: string | null;
}

/** The state of the cell being edited, until the edit is saved, kept as failed, or cancelled. */
export function useCellEditor(edits: CellEdits) {
  const [editing, setEditing] = useState<Editing | null>(null);
  // Closing the box blurs it, which commits again; the ref then already shows that no cell is being edited.
  const live = useRef<Editing | null>(null);

  function set(next: Editing | null) {
    live.current = next;
    setEditing(next);
  }

  function commit({ insist, isHalfTyped = false }: { insist: boolean; isHalfTyped?: boolean }): boolean {
    const now = live.current;
    if (!now) return true;
    const error = isHalfTyped ? HALF_TYPED : errorOf(now);
    if (error !== null && insist) {
      set({ ...now, error });
      return false;
    }
    set(null);
    if (!isHalfTyped) void edits.write(now.row, [{ column: now.column, typed: now.typed }]);
    return true;
  }

  return {
    editing,
    isIn: (cell: Cell | null) => cell !== null && isSameCell(editing, cell),
    /** With `empty`, the editor starts without the cell's value. */
    start(cell: Cell, { empty }: { empty: boolean }) {
      const failure = edits.failureAt(cell.row.id, cell.column.key);
      const typed = empty ? "" : startText(cell, failure?.typed);
      // Render synchronously, so that the key that starts the edit is typed into the box.
      flushSync(() => set({ ...cell, typed, error: empty ? null : (failure?.message ?? null) }));
    },
    type: (typed: string) => live.current && set({ ...live.current, typed, error: null }),
    /**
     * With `insist`, an invalid value keeps the editor open; otherwise the fault is kept with the cell. @returns
     * Whether the editor closed.
     */
    commit,
    cancel() {
      const now = live.current;
      set(null);
      if (now) edits.forget(now.row.id, now.column.key);
    },
  };
}

function isSameCell(one: Cell | null, { row, column }: Cell): boolean {
  return one?.row.id === row.id && one.column.key === column.key;
}

const HALF_TYPED = "Finish the date, or press Escape to keep the old one.";

function errorOf({ typed, column }: Editing): string | null {
  const read = readTyped(typed, column);
  return read.ok ? null : read.message;
}

/** The text that could not be saved, in the box's format, or else the cell's value. */
function startText({ row, column }: Cell, failed: string | undefined): string {
  if (failed === undefined) return editorText(row.values[column.key], column.type);
  const read = readTyped(failed, column);
  return read.ok ? editorText(read.value, column.type) : failed;
}

/** A date box has the value "" while a part of the date is missing. */
export function isHalfTyped(box: EventTarget): boolean {
  return box instanceof HTMLInputElement && box.validity.badInput;
}
