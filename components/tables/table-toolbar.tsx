"use client";

import { Columns3, ListFilter, Plus, Redo2, Search, Trash2, Undo2, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import type { EditHistory } from "./use-edit-history";
import type { RowsViewState } from "./use-rows-view";

interface TableToolbarProps {
  state: RowsViewState;
  total: number;
  isLoading: boolean;
  hasColumns: boolean;
  /** Whether the user can add rows and columns. */
  canEdit: boolean;
  isAddingRow: boolean;
  selected: number;
  history: EditHistory;
  /** What is being saved; shown instead of the number of rows. */
  busy: string | null;
  /** What was last done, for screen readers. */
  news: string;
  onAddRow: () => void;
  onAddColumn: () => void;
  onDeleteSelected: () => void;
  onClearSelection: () => void;
}

/** The bar above the grid: search and filters on the left, adding and deleting on the right. */
export function TableToolbar(props: TableToolbarProps) {
  const { state, total, isLoading, hasColumns, canEdit, selected } = props;
  return (
    <div role="toolbar" aria-label="Rows" className="flex flex-wrap items-center gap-2 border-b bg-card page-x py-2.5">
      <div className="relative w-60 max-sm:flex-1">
        <Search aria-hidden className="absolute top-2.5 left-2.5 size-4 text-muted-foreground" />
        <Input
          type="search"
          aria-label="Search all columns"
          placeholder="Search"
          value={state.search}
          onChange={(event) => state.setSearch(event.target.value)}
          className="h-9 pl-8.5"
        />
      </div>
      <Button
        variant="outline"
        disabled={!hasColumns}
        onClick={() => (state.filters.length === 0 ? state.addFirstFilter() : state.changeFilters({ filters: [] }))}
      >
        <ListFilter /> {state.filters.length === 0 ? "Filter" : `Clear filters (${state.filters.length})`}
      </Button>
      <output aria-live="polite" className="flex items-center gap-2 text-13 text-muted-foreground tabular-nums">
        {props.busy !== null && (
          <>
            <Spinner /> {props.busy}
          </>
        )}
        {props.busy === null && (isLoading ? <Spinner label="Loading" /> : rowsText(total, state.isNarrowed))}
      </output>
      <output aria-live="polite" className="sr-only">
        {props.news}
      </output>
      {canEdit && (
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <HistoryButtons history={props.history} />
          {selected > 0 ? (
            <>
              <span className="text-13 tabular-nums">{selected.toLocaleString("en")} selected</span>
              <IconButton label="Clear the selection" onClick={props.onClearSelection}>
                <X />
              </IconButton>
              <Button variant="danger" onClick={props.onDeleteSelected}>
                <Trash2 /> Delete
              </Button>
            </>
          ) : (
            <>
              <Button variant="outline" onClick={props.onAddColumn}>
                <Columns3 /> Add column
              </Button>
              <Button disabled={!hasColumns} pending={props.isAddingRow} onClick={props.onAddRow}>
                <Plus /> Add row
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function HistoryButtons({ history: { next, undo, redo } }: { history: EditHistory }) {
  return (
    <div className="flex items-center">
      <IconButton
        label={next.undo === null ? "Undo" : `Undo: ${next.undo}`}
        aria-keyshortcuts="Control+Z Meta+Z"
        // Not `disabled`, which would drop the focus after the last undo.
        aria-disabled={next.undo === null}
        onClick={() => void undo()}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label={next.redo === null ? "Redo" : `Redo: ${next.redo}`}
        aria-keyshortcuts="Control+Shift+Z Control+Y Meta+Shift+Z"
        aria-disabled={next.redo === null}
        onClick={() => void redo()}
      >
        <Redo2 />
      </IconButton>
    </div>
  );
}

function rowsText(total: number, isNarrowed: boolean): string {
  const rows = total === 1 ? "1 row" : `${total.toLocaleString("en")} rows`;
  if (!isNarrowed) return rows;
  return total === 1 ? "1 row matches" : `${rows} match`;
}
