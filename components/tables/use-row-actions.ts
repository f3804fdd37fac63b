"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RefObject } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { GridHandle } from "./grid/table-grid";
import type { RowSelection } from "./grid/use-row-selection";
import type { RowsViewState } from "./use-rows-view";

/** The most rows that can be ticked. */
const MAX_TICKED = 5000;
const ROWS_PER_DELETE = 1000;
const ROWS_PER_PAGE = 200;

interface RowActionsInput {
  tableId: string;
  grid: RefObject<GridHandle | null>;
  state: RowsViewState;
  /** The number of rows in the view. */
  total: number;
  selection: RowSelection;
  reload: () => Promise<void>;
}

/** Adds a row, ticks all rows of a view, and deletes the ticked ones. */
export function useRowActions({ tableId, grid, state, total, selection, reload }: RowActionsInput) {
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
        await add.mutateAsync({ tableId, values: {} });
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
      if (total > MAX_TICKED) {
        const most = MAX_TICKED.toLocaleString("en");
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
    /** Rejects when the server refuses; rows deleted before that are removed from the view. */
    async deleteTicked() {
      const rowIds = [...selection.ids];
      try {
        for (let from = 0; from < rowIds.length; from += ROWS_PER_DELETE) {
          await remove.mutateAsync({ tableId, rowIds: rowIds.slice(from, from + ROWS_PER_DELETE) });
        }
      } finally {
        await reload();
      }
      selection.clear();
      toast.success(
        rowIds.length === 1 ? "The row was deleted." : `${rowIds.length.toLocaleString("en")} rows were deleted.`,
      );
    },
  };
}
