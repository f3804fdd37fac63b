"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RefObject } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { MAX_REMOVED_ROWS } from "@/server/schemas/table-column";
import { counted } from "./grid/blocks/cell-range";
import type { GridHandle } from "./grid/table-grid";
import type { RowSelection } from "./grid/use-row-selection";
import type { EditHistory } from "./use-edit-history";
import type { RowsViewState } from "./use-rows-view";

const ROWS_PER_PAGE = 200;

interface RowActionsInput {
  tableId: string;
  grid: RefObject<GridHandle | null>;
  state: RowsViewState;
  /** The number of rows in the view. */
  total: number;
  selection: RowSelection;
  history: EditHistory;
  reload: () => Promise<void>;
}

/** Adds a row, ticks all rows of a view, and deletes the ticked ones. */
export function useRowActions({ tableId, grid, state, total, selection, history, reload }: RowActionsInput) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const add = useMutation(trpc.tables.addRow.mutationOptions());
  const remove = useMutation(trpc.tables.deleteRows.mutationOptions());

  async function idsOfView(): Promise<string[]> {
    const ids: string[] = [];
    for (let offset = 0; offset < total; offset += ROWS_PER_PAGE) {
      const page = await client.fetchQuery(
        trpc.tables.rows.queryOptions(
          { tableId, ...state.view, offset, limit: ROWS_PER_PAGE },
          { staleTime: 0, gcTime: 0 },
        ),
      );
      ids.push(...page.rows.map(({ id }) => id));
    }
    return ids;
  }

  return {
    isAdding: add.isPending,
    async addRow() {
      try {
        await history.run("added row", () => add.mutateAsync({ tableId, values: {} }));
      } catch (error) {
        return void toast.error(messageOf(error));
      }
      if (!state.isPlain) {
        state.reset();
        toast.info("The new row is at the end. Search, filters and sorting were turned off to show it.");
      }
      await reload();
      return grid.current?.goToEnd();
    },
    async toggleAll() {
      if (selection.ids.size > 0) return selection.clear();
      if (total > MAX_REMOVED_ROWS) {
        const most = MAX_REMOVED_ROWS.toLocaleString("en");
        return void toast.info(
          `At most ${most} rows can be selected at a time. Narrow them down with search or filters first.`,
        );
      }
      try {
        return selection.set(await idsOfView());
      } catch (error) {
        return void toast.error(messageOf(error));
      }
    },
    /** Rejects when the server refuses; then no row is deleted. */
    async deleteTicked() {
      const rowIds = [...selection.ids];
      const what = `deletion of ${counted(rowIds.length, "row")}`;
      try {
        await history.run(what, () => remove.mutateAsync({ tableId, rowIds }));
      } finally {
        await reload();
      }
      selection.clear();
      toast.success(`${counted(rowIds.length, "row")} deleted.`);
    },
  };
}
