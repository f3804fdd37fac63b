"use client";

import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import { useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { TableColumn } from "@/server/schemas/table-column";
import { columnTypeTexts } from "../column-types";
import type { RowsView } from "../table-types";
import { type ColumnAction, ColumnMenu } from "./column-menu";
import { cellId, GUTTER_WIDTH, type GridLayout, HEADER_HEIGHT } from "./grid-layout";
import { ResizeHandle } from "./resize-handle";
import type { Grid } from "./use-grid";

interface GridHeaderProps {
  layout: GridLayout;
  columns: readonly TableColumn[];
  sort: RowsView["sort"];
  grid: Grid;
  canEdit: boolean;
  /** Whether all rows of the view are ticked; "indeterminate" for some. */
  ticked: boolean | "indeterminate";
  onToggleAll: () => void;
  onAction: (column: TableColumn, action: ColumnAction) => void;
  onResize: (key: string, width: number) => void;
  /** Makes a column as wide as its contents. `at` counts from 1. */
  onFit: (key: string, at: number) => void;
}

/** The sticky column names; each opens its column's menu. */
export function GridHeader(props: GridHeaderProps) {
  const { layout, columns, canEdit, grid, ticked } = props;
  const isHere = grid.place.row === -1;
  return (
    <thead className="sticky top-0 z-20 block">
      <tr
        aria-rowindex={1}
        className="relative block border-b bg-muted"
        style={{ width: layout.width, height: HEADER_HEIGHT }}
      >
        <th
          scope="col"
          aria-colindex={1}
          aria-label="Row"
          id={cellId(layout.id, -1, 0)}
          style={{ width: GUTTER_WIDTH }}
          className={cn(
            "sticky left-0 z-10 flex h-full items-center justify-center border-r bg-muted p-0",
            isHere && grid.place.column === 0 && cursor,
          )}
        >
          {canEdit && (
            <Checkbox
              tabIndex={-1}
              aria-label="Select all rows"
              checked={ticked}
              onMouseDown={(event) => event.preventDefault()}
              onCheckedChange={props.onToggleAll}
            />
          )}
        </th>
        {layout.columns.map(({ index, start, size }) => {
          const column = columns[index];
          if (!column) return null;
          return <ColumnHeader key={column.key} {...props} column={column} index={index} start={start} width={size} />;
        })}
      </tr>
    </thead>
  );
}

const cursor = "outline-2 -outline-offset-2 outline-border-strong group-focus/grid:outline-ring";

interface ColumnHeaderProps extends GridHeaderProps {
  column: TableColumn;
  index: number;
  start: number;
  width: number;
}

function ColumnHeader(props: ColumnHeaderProps) {
  const { layout, columns, sort, grid, canEdit, column, index, start, width } = props;
  const sorted = sort.find((by) => by.column === column.key)?.direction;
  const Icon = columnTypeTexts[column.type].icon;
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  const isHere = grid.place.row === -1 && grid.place.column === index + 1;
  const handle = useRef<HTMLDivElement>(null);
  /** Where the focus goes after the menu. */
  const isResizing = useRef(false);
  const fit = () => props.onFit(column.key, index + 1);
  return (
    <th
      scope="col"
      aria-colindex={index + 2}
      aria-sort={sorted === undefined ? "none" : `${sorted}ending`}
      id={cellId(layout.id, -1, index + 1)}
      data-row={-1}
      data-column={index + 1}
      style={{ left: start, width }}
      className={cn("absolute top-0 block h-full border-r p-0", isHere && cursor)}
    >
      <ColumnMenu
        column={column}
        sorted={sorted}
        isFirst={index === 0}
        isLast={index === columns.length - 1}
        canEdit={canEdit}
        open={grid.openMenu === column.key}
        onOpenChange={(open) => grid.setOpenMenu(open ? column.key : null)}
        onAction={(action) => props.onAction(column, action)}
        onFit={fit}
        onResize={() => {
          isResizing.current = true;
        }}
        onClosed={() => {
          if (isResizing.current) handle.current?.focus();
          else grid.focus();
          isResizing.current = false;
        }}
      >
        <button
          type="button"
          tabIndex={-1}
          title={column.name}
          className="flex size-full items-center gap-1.5 px-2.5 text-left text-13 font-medium outline-none hover:bg-secondary"
        >
          <Icon aria-label={columnTypeTexts[column.type].label} className="size-3.5 shrink-0 text-muted-foreground" />
          <span data-text="" className="min-w-0 flex-1 truncate">
            {column.name}
          </span>
          {sorted && <Arrow aria-hidden className="size-3.5 shrink-0" />}
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        </button>
      </ColumnMenu>
      <ResizeHandle
        ref={handle}
        name={column.name}
        width={width}
        onResize={(wide) => props.onResize(column.key, wide)}
        onFit={fit}
        onDone={grid.focus}
      />
    </th>
  );
}
