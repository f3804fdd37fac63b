"use client";

import { Rows3, SearchX } from "lucide-react";
import { type RefObject, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { FilterRows } from "./filter-rows";
import { type GridHandle, TableGrid } from "./grid/table-grid";
import { LinkedBanner } from "./linked-banner";
import { TableDialogs } from "./table-dialogs";
import { TableHeader } from "./table-header";
import { TableToolbar } from "./table-toolbar";
import type { Table } from "./table-types";
import { type TableScreenState, useTableScreen } from "./use-table-screen";

interface TableScreenProps {
  table: Table;
  /** From the user's role. The rows of a linked table can't be changed here by anyone. */
  canEdit: boolean;
}

/** One data table: its header, the search and filters, and the grid, which fills the rest of the window. */
export function TableScreen({ table: initial, canEdit }: TableScreenProps) {
  const grid = useRef<GridHandle>(null);
  const screen = useTableScreen(initial, grid);
  const { table, state, rows, selection, actions } = screen;
  const canWrite = canEdit && table.source === null;
  return (
    <div className="flex h-[calc(100dvh-var(--shell-top))] min-h-112 min-w-0 flex-col">
      <TableHeader
        table={table}
        shown={{
          view: state.view,
          isNarrowed: state.isNarrowed,
          total: rows.isLoading || rows.isChanging ? null : rows.total,
        }}
        canEdit={canEdit}
        onChanged={screen.reload}
      />
      {table.source && (
        <LinkedBanner tableId={table.id} source={table.source} canEdit={canEdit} onChanged={screen.reload} />
      )}
      <TableToolbar
        state={state}
        total={rows.total}
        isLoading={rows.isLoading || rows.isChanging}
        hasColumns={table.columns.length > 0}
        canEdit={canWrite}
        isAddingRow={actions.isAdding}
        selected={selection.ids.size}
        history={screen.history}
        busy={screen.blocks.busy}
        news={screen.news}
        onAddRow={actions.addRow}
        onAddColumn={() => screen.setAsking({ about: "column", column: null })}
        onDeleteSelected={() => screen.setAsking({ about: "rows" })}
        onClearSelection={selection.clear}
      />
      {state.filters.length > 0 && (
        <FilterRows
          columns={table.columns}
          filters={state.filters}
          match={state.match}
          onChange={state.changeFilters}
        />
      )}
      <Rows grid={grid} screen={screen} canWrite={canWrite} canEdit={canEdit} />
      <TableDialogs grid={grid} screen={screen} />
    </div>
  );
}

interface RowsProps {
  grid: RefObject<GridHandle | null>;
  screen: TableScreenState;
  canWrite: boolean;
  canEdit: boolean;
}

function Rows({ grid, screen, canWrite, canEdit }: RowsProps) {
  const { table, state, rows, selection } = screen;
  const retry = (
    <Button variant="outline" size="sm" onClick={rows.retry}>
      Try again
    </Button>
  );
  return (
    <>
      {rows.error && (
        <Alert tone="danger" title="The rows could not be loaded" action={retry} className="m-4">
          {messageOf(rows.error)}
        </Alert>
      )}
      {rows.isLoading && <LoadingRows />}
      {rows.hasData && (
        <TableGrid
          ref={grid}
          tableId={table.id}
          name={`Rows of ${table.name}`}
          columns={table.columns}
          rows={rows}
          view={state.view}
          edits={screen.edits}
          blocks={screen.blocks}
          history={screen.history}
          selection={selection}
          ticked={selection.ids.size === 0 ? false : selection.ids.size >= rows.total ? true : "indeterminate"}
          canEdit={canWrite}
          onVisible={screen.setVisible}
          onToggleAll={screen.actions.toggleAll}
          onColumn={screen.onColumn}
          empty={
            <NoRows
              isNarrowed={state.isNarrowed}
              isLinked={table.source !== null}
              canEdit={canEdit}
              onShowAll={state.showAll}
            />
          }
        />
      )}
    </>
  );
}

interface NoRowsProps {
  isNarrowed: boolean;
  isLinked: boolean;
  canEdit: boolean;
  onShowAll: () => void;
}

function NoRows({ isNarrowed, isLinked, canEdit, onShowAll }: NoRowsProps) {
  if (isNarrowed) {
    const all = (
      <Button variant="outline" onClick={onShowAll}>
        Show all rows
      </Button>
    );
    return (
      <EmptyState icon={<SearchX />} title="No row matches" action={all}>
        No row matches the search and the filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Rows3 />} title="No rows yet">
      {isLinked && "The linked address has no rows. New ones show up here after the next refresh."}
      {!isLinked && canEdit && "Add a row and type into its cells, import a file, or let an action of a bot add rows."}
      {!isLinked && !canEdit && "A member who can edit tables can add or import rows."}
    </EmptyState>
  );
}

function LoadingRows() {
  return (
    <div aria-hidden className="grid content-start gap-3 overflow-hidden p-4">
      {[90, 75, 85, 60, 80, 70, 88, 65].map((width) => (
        <Skeleton key={width} className="h-6" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
