"use client";

import { type ReactNode, type Ref, useEffect, useEffectEvent, useId, useImperativeHandle, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { TableColumn } from "@/server/schemas/table-column";
import type { RowsView } from "../table-types";
import type { EditHistory } from "../use-edit-history";
import type { ColumnAction } from "./column-menu";
import { fittingWidth } from "./fitting-width";
import { GridHeader } from "./grid-header";
import { HEADER_HEIGHT, ROW_HEIGHT } from "./grid-layout";
import { GridRow } from "./grid-row";
import type { BlockEdits } from "./blocks/use-block-edits";
import type { CellEdits } from "./use-cell-edits";
import { useColumnWidths } from "./use-column-widths";
import { useGrid } from "./use-grid";
import { useGridElement } from "./use-grid-element";
import type { RowSelection } from "./use-row-selection";
import { useScrollWindow } from "./use-scroll-window";
import type { TableRows } from "./use-table-rows";
import { columnStrips, gridSize, type RowRange, roughly, rowsInSight, rowStrips } from "./visible-cells";

/** What the screen can call on the grid. */
export interface GridHandle {
  /** The element to focus after a dialog. */
  element: () => HTMLElement | null;
  /** Moves the cursor to the last row and focuses the grid. */
  goToEnd: () => void;
}

interface TableGridProps {
  ref: Ref<GridHandle>;
  tableId: string;
  /** The grid's name for screen readers. */
  name: string;
  columns: readonly TableColumn[];
  rows: TableRows;
  view: RowsView;
  edits: CellEdits;
  blocks: BlockEdits;
  history: EditHistory;
  selection: RowSelection;
  ticked: boolean | "indeterminate";
  canEdit: boolean;
  onVisible: (rows: RowRange) => void;
  onToggleAll: () => void;
  onColumn: (column: TableColumn, action: ColumnAction) => void;
  /** Shown below the header if there are no rows. */
  empty: ReactNode;
}

/** A table's rows, rendered only while visible. Cells are navigated, edited and ticked by keyboard or pointer. */
export function TableGrid({ ref, rows, view, ...props }: TableGridProps) {
  const { columns, edits, blocks, history, selection, canEdit } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const element = useRef<HTMLTableElement>(null);
  const { widths, resize } = useColumnWidths(props.tableId, columns);
  const part = useScrollWindow(scroller);
  const rowsPerPage = Math.max(1, Math.floor((part.height - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
  const { total, rowAt } = rows;
  const { onToggleAll } = props;
  const grid = useGrid({
    element,
    columns,
    total,
    canEdit,
    rowAt,
    edits,
    blocks,
    history,
    selection,
    onToggleAll,
    rowsPerPage,
  });
  const { place } = grid;
  const { first, last } = rowsInSight(part, total);
  const size = gridSize(widths, total);
  const layout = { id, width: size.width, columns: columnStrips(part, widths, place.column - 1) };

  const { onVisible } = props;
  const near = roughly({ first, last });
  useEffect(() => {
    onVisible({ first: near.first, last: near.last });
  }, [onVisible, near.first, near.last]);
  const gridProps = useGridElement({ id, scroller, element, grid, widths });
  // A changed view starts at the top.
  const toTop = useEffectEvent((_view: RowsView) => void scroller.current?.scrollTo({ top: 0 }));
  useEffect(() => {
    toTop(view);
  }, [view]);
  useImperativeHandle(ref, () => ({ element: () => element.current, goToEnd: grid.goToEnd }));

  const shared = { layout, columns, grid, canEdit };
  return (
    <div ref={scroller} className="relative isolate min-h-0 flex-1 overflow-auto overscroll-contain bg-card">
      <table
        {...gridProps}
        ref={element}
        aria-label={props.name}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable={canEdit}
        aria-readonly={!canEdit}
        aria-busy={rows.isChanging}
        className="group/grid relative block min-w-full outline-none"
        style={size}
      >
        <GridHeader
          {...shared}
          sort={view.sort}
          ticked={props.ticked}
          onToggleAll={onToggleAll}
          onAction={props.onColumn}
          onResize={resize}
          onFit={(key, at) => element.current && resize(key, fittingWidth(element.current, at))}
        />
        <tbody className={cn("block transition-opacity", rows.isChanging && "opacity-60")}>
          {rowStrips({ first, last }, total, place.row).map(({ index, start }) => (
            <GridRow
              key={index}
              {...shared}
              index={index}
              top={start}
              row={rowAt(index)}
              edits={edits}
              selection={selection}
            />
          ))}
        </tbody>
      </table>
      {total === 0 && <div className="sticky left-0 page-x py-10">{props.empty}</div>}
    </div>
  );
}
