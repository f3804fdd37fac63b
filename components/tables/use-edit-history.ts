"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { TableRows } from "./grid/use-table-rows";
import type { RowEdit } from "./table-types";

/** How many changes can be undone. */
const MAX_ENTRIES = 100;

interface Entry {
  /** Completes "Undo: …". */
  what: string;
  edit: RowEdit;
}

interface HistoryInput {
  tableId: string;
  rows: Pick<TableRows, "patchRow">;
  reload: () => Promise<void>;
  announce: (news: string) => void;
}

/** The user's changes of the rows since the page was opened, to undo and redo. Changes run one after the other. */
export function useEditHistory({ tableId, rows, reload, announce }: HistoryInput) {
  const trpc = useTRPC();
  const edit = useMutation(trpc.tables.editRows.mutationOptions());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const stacks = useRef<{ undo: Entry[]; redo: Entry[] }>({ undo: [], redo: [] });
  const [next, setNext] = useState<{ undo: string | null; redo: string | null }>({ undo: null, redo: null });

  function set(undo: Entry[], redo: Entry[]) {
    stacks.current = { undo: undo.slice(-MAX_ENTRIES), redo };
    setNext({ undo: undo.at(-1)?.what ?? null, redo: redo.at(-1)?.what ?? null });
  }

  /** Makes a change after those in progress. Rejects if it fails. */
  function run<T extends { undo: RowEdit | null }>(what: string, change: () => Promise<T>): Promise<T> {
    return inOrder(async () => {
      const result = await change();
      if (result.undo === null) toast.info("This change is too large to be undone.");
      set(result.undo ? [...stacks.current.undo, { what, edit: result.undo }] : stacks.current.undo, []);
      return result;
    });
  }

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.current.then(work);
    queue.current = result.catch(() => {});
    return result;
  }

  const takeBack = (from: "undo" | "redo") =>
    inOrder(async () => {
      const entry = stacks.current[from].at(-1);
      if (!entry) return announce(`Nothing to ${from}.`);
      try {
        const { undo } = await edit.mutateAsync({ tableId, ...entry.edit });
        move(from, undo && { what: entry.what, edit: undo });
        for (const { rowId, values } of entry.edit.update) rows.patchRow(rowId, values);
        announce(`${from === "undo" ? "Undone" : "Done again"}: ${entry.what}.`);
        if (entry.edit.remove.length > 0 || entry.edit.restore.length > 0) await reload();
      } catch (error) {
        if (isFinal(error)) move(from, null);
        toast.error(`Could not ${from} the ${entry.what}. ${messageOf(error)}`);
        await reload();
      }
      return undefined;
    });

  /** Takes the newest entry from a stack, and adds its opposite to the other one. */
  function move(from: "undo" | "redo", opposite: Entry | null) {
    const { undo, redo } = stacks.current;
    const added = opposite ? [opposite] : [];
    if (from === "undo") set(undo.slice(0, -1), [...redo, ...added]);
    else set([...undo, ...added], redo.slice(0, -1));
  }

  return {
    run,
    undo: () => takeBack("undo"),
    redo: () => takeBack("redo"),
    /** What the next undo and redo would change; null if there is nothing. */
    next,
  };
}

export type EditHistory = ReturnType<typeof useEditHistory>;

/** Whether trying again would fail again. */
function isFinal(error: unknown): boolean {
  const code: unknown = error instanceof TRPCClientError ? error.data?.code : undefined;
  return code === "CONFLICT" || code === "NOT_FOUND" || code === "BAD_REQUEST";
}
