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

/** The cell that is being changed. Its row is kept as it was, since rows may move meanwhile. */
interface Editing extends Cell {
  typed: string;
  error: string | null;
}

/** What is typed into the cell under edit, until it is saved, kept with a reason, or given up. */
export function useCellEditor(edits: CellEdits) {
  const [editing, setEditing] = useState<Editing | null>(null);
  // The focus leaves the box in the midst of a commit: by then this already says that nothing is being edited.
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
    /** `empty`: without the cell's value, for what is typed next. */
    start(cell: Cell, { empty }: { empty: boolean }) {
      const failure = edits.failureAt(cell.row.id, cell.column.key);
      const typed = empty ? "" : startText(cell, failure?.typed);
      // At once, so that the key that starts the edit already types into the box.
      flushSync(() => set({ ...cell, typed, error: empty ? null : (failure?.message ?? null) }));
    },
    type: (typed: string) => live.current && set({ ...live.current, typed, error: null }),
    /** With `insist` it stays open over a fault; else the fault is kept at the cell. @returns Whether it closed. */
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

/** What could not be saved, in the form that the box takes, or else the cell's value. */
function startText({ row, column }: Cell, failed: string | undefined): string {
  if (failed === undefined) return editorText(row.values[column.key], column.type);
  const read = readTyped(failed, column);
  return read.ok ? editorText(read.value, column.type) : failed;
}

/** A date box says "" while a part of the date is missing. */
export function isHalfTyped(box: EventTarget): boolean {
  return box instanceof HTMLInputElement && box.validity.badInput;
}
