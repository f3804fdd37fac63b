"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import type { TableColumn } from "@/server/schemas/table-column";
import type { TableRow } from "../table-types";
import type { EditHistory } from "../use-edit-history";
import { type CellValue, readTyped } from "./cell-value";
import type { TableRows } from "./use-table-rows";

/** A text that could not be saved in a cell. */
export interface CellFailure {
  typed: string;
  message: string;
}

export interface TypedCell {
  column: TableColumn;
  typed: string;
}

type Values = Record<string, CellValue | null>;

/**
 * Saves cells as they are edited. A change is shown immediately, and reverted with a reason when the server rejects it.
 */
export function useCellEdits(tableId: string, rows: Pick<TableRows, "patchRow">, history: Pick<EditHistory, "run">) {
  const trpc = useTRPC();
  // Without a network a change fails visibly, instead of waiting unseen.
  const update = useMutation(trpc.tables.updateCells.mutationOptions({ networkMode: "always" }));
  const [failures, setFailures] = useState<ReadonlyMap<string, CellFailure>>(new Map());
  useUnsavedChanges(failures.size > 0);

  function note(rowId: string, entries: readonly (readonly [string, CellFailure | null])[]) {
    setFailures((known) => {
      const next = new Map(known);
      for (const [key, failure] of entries) {
        if (failure) next.set(place(rowId, key), failure);
        else next.delete(place(rowId, key));
      }
      return next;
    });
  }

  async function send(rowId: string, before: Values, values: Values, typed: readonly TypedCell[]) {
    rows.patchRow(rowId, values);
    const what = `change of ${typed.map(({ column }) => column.name).join(", ")}`;
    try {
      await history.run(what, () => update.mutateAsync({ tableId, rowId, values }));
    } catch (error) {
      rows.patchRow(rowId, before);
      const message = messageOf(error);
      note(
        rowId,
        typed.map((cell) => [cell.column.key, { typed: cell.typed, message }]),
      );
    }
  }

  /** Saves the texts typed into cells of one row. A text that does not fit its column stays there with the reason. */
  async function write(row: TableRow, cells: readonly TypedCell[]) {
    const read = cells.map((cell) => ({ ...cell, read: readTyped(cell.typed, cell.column) }));
    note(
      row.id,
      read.map((cell) => [cell.column.key, cell.read.ok ? null : { typed: cell.typed, message: cell.read.message }]),
    );
    const changed = read.flatMap(({ column, read: got, typed }) =>
      got.ok && got.value !== (row.values[column.key] ?? null) ? [{ column, typed, value: got.value }] : [],
    );
    if (changed.length === 0) return;
    const values = Object.fromEntries(changed.map(({ column, value }) => [column.key, value]));
    const before = Object.fromEntries(changed.map(({ column }) => [column.key, row.values[column.key] ?? null]));
    await send(row.id, before, values, changed);
  }

  return {
    write,
    failureAt: (rowId: string, key: string) => failures.get(place(rowId, key)),
    /** Discards the texts that could not be saved in cells that have new values now. */
    forgetAll(written: readonly { rowId: string; values: Values }[]) {
      const places = new Set(
        written.flatMap(({ rowId, values }) => Object.keys(values).map((key) => place(rowId, key))),
      );
      setFailures((known) => new Map([...known].filter(([at]) => !places.has(at))));
    },
    /** Discards a text that could not be saved; the cell shows its value again. */
    forget: (rowId: string, key: string) => note(rowId, [[key, null]]),
  };
}

export type CellEdits = ReturnType<typeof useCellEdits>;

function place(rowId: string, key: string): string {
  return `${rowId} ${key}`;
}
