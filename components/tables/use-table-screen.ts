"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { moveRow } from "@/components/actions/fields/rows";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { TableColumn } from "@/server/schemas/table-column";
import type { ColumnAction } from "./grid/column-menu";
import type { GridHandle } from "./grid/table-grid";
import { type BlockRefusal, useBlockEdits } from "./grid/blocks/use-block-edits";
import { useCellEdits } from "./grid/use-cell-edits";
import { useRowSelection } from "./grid/use-row-selection";
import { useTableRows } from "./grid/use-table-rows";
import type { RowRange } from "./grid/visible-cells";
import type { Table } from "./table-types";
import { useEditHistory } from "./use-edit-history";
import { useRowActions } from "./use-row-actions";
import { useRowsView } from "./use-rows-view";

/** The open dialog and its subject. */
type Asking =
  | { about: "column"; column: TableColumn | null }
  | { about: "removal"; column: TableColumn }
  | { about: "rows" }
  | { about: "refusal"; refusal: BlockRefusal };

/** A linked table is polled while it is open, so that a refresh shows up. */
const LINKED_POLL_MS = 10_000;

/** The state of a table's screen: the view, the ticked rows and the actions. */
export function useTableScreen(initial: Table, grid: RefObject<GridHandle | null>) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const tableId = initial.id;
  const { data: table } = useQuery(
    trpc.tables.get.queryOptions(
      { tableId },
      { initialData: initial, refetchInterval: ({ state }) => (state.data?.source ? LINKED_POLL_MS : false) },
    ),
  );
  const [asking, setAsking] = useState<Asking | null>(null);
  const [visible, setVisible] = useState<RowRange>({ first: 0, last: 0 });
  const state = useRowsView(table.columns);
  const rows = useTableRows(tableId, state.view, visible);
  const selection = useRowSelection((index) => rows.rowAt(index)?.id);
  const [news, announce] = useState("");
  const history = useEditHistory({ tableId, rows, reload, announce });
  const edits = useCellEdits(tableId, rows, history);
  const blocks = useBlockEdits({
    tableId,
    columns: table.columns,
    rows,
    edits,
    history,
    reload,
    announce,
    onRefused: (refusal) => setAsking({ about: "refusal", refusal }),
  });
  const reorder = useMutation(trpc.tables.reorderColumns.mutationOptions());
  useRefreshed(table.source?.lastRefreshedAt, rows.refresh);

  async function reload() {
    await Promise.all([client.invalidateQueries(trpc.tables.get.queryFilter({ tableId })), rows.refresh()]);
  }

  async function moveColumn(key: string, by: -1 | 1) {
    const keys = table.columns.map((column) => column.key);
    const from = keys.indexOf(key);
    try {
      await reorder.mutateAsync({ tableId, keys: moveRow(keys, from, from + by) });
    } catch (error) {
      toast.error(messageOf(error));
    }
    await reload();
  }

  function onColumn(column: TableColumn, action: ColumnAction) {
    if (action === "sort_none") return state.setSort([]);
    if (action === "sort_asc") return state.setSort([{ column: column.key, direction: "asc" }]);
    if (action === "sort_desc") return state.setSort([{ column: column.key, direction: "desc" }]);
    if (action === "edit") return setAsking({ about: "column", column });
    if (action === "remove") return setAsking({ about: "removal", column });
    return void moveColumn(column.key, action === "move_left" ? -1 : 1);
  }

  const actions = useRowActions({ tableId, grid, state, total: rows.total, selection, history, reload });
  return {
    table,
    state,
    rows,
    edits,
    blocks,
    history,
    /** What was last done, for screen readers. */
    news,
    selection,
    asking,
    setAsking,
    setVisible,
    reload,
    onColumn,
    actions,
  };
}

export type TableScreenState = ReturnType<typeof useTableScreen>;

/** Refetches the rows when the table was refreshed from its address. */
function useRefreshed(at: string | null | undefined, refresh: () => unknown): void {
  const seen = useRef(at);
  const compare = useEffectEvent((now: string | null | undefined) => {
    if (seen.current === now) return;
    seen.current = now;
    void refresh();
  });
  useEffect(() => {
    compare(at);
  }, [at]);
}
