"use client";

import { Check, CircleAlert } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { TableColumn } from "@/server/schemas/table-column";
import { excerpt } from "@/server/text/excerpt";
import type { TableRow } from "../table-types";
import { isInRange } from "./blocks/cell-range";
import { CellEditor } from "./cell-editor";
import { cellText } from "./cell-value";
import { cellId, GUTTER_WIDTH, type GridLayout, ROW_HEIGHT } from "./grid-layout";
import { isHalfTyped } from "./use-cell-editor";
import type { CellEdits, CellFailure } from "./use-cell-edits";
import type { Grid } from "./use-grid";
import type { RowSelection } from "./use-row-selection";

interface GridRowProps {
  layout: GridLayout;
  columns: readonly TableColumn[];
  /** The position in the view, from 0. */
  index: number;
  top: number;
  /** Undefined while loading. */
  row: TableRow | undefined;
  grid: Grid;
  edits: CellEdits;
  selection: RowSelection;
  canEdit: boolean;
}

/** One row: its number with a checkbox, and its visible cells. */
export function GridRow(props: GridRowProps) {
  const { layout, columns, index, top, row, selection, canEdit } = props;
  const isTicked = row !== undefined && selection.has(row.id);
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={canEdit ? isTicked : undefined}
      aria-busy={row === undefined || undefined}
      style={{ top, width: layout.width, height: ROW_HEIGHT }}
      className={cn("group/row absolute left-0 block border-b", isTicked && "bg-accent")}
    >
      <RowGutter {...props} isTicked={isTicked} />
      {layout.columns.map(({ index: at, start, size }) => {
        const column = columns[at];
        if (!column) return null;
        return <GridCell key={column.key} {...props} column={column} at={at + 1} start={start} width={size} />;
      })}
    </tr>
  );
}

const cursor = "outline-2 -outline-offset-2 outline-border-strong group-focus/grid:outline-ring";

function RowGutter({ layout, index, row, grid, canEdit, isTicked }: GridRowProps & { isTicked: boolean }) {
  const isHere = grid.place.row === index && grid.place.column === 0;
  const number = (index + 1).toLocaleString("en");
  return (
    <th
      scope="row"
      aria-colindex={1}
      id={cellId(layout.id, index, 0)}
      data-row={index}
      data-column={0}
      style={{ width: GUTTER_WIDTH }}
      className={cn(
        "sticky left-0 z-10 flex h-full items-center justify-center border-r p-0 text-12 font-normal text-muted-foreground tabular-nums select-none",
        isTicked ? "bg-accent" : "bg-card",
        isHere && cursor,
      )}
    >
      <span
        className={cn(
          canEdit && "group-hover/row:hidden pointer-coarse:hidden",
          canEdit && (isTicked || isHere) && "hidden",
        )}
      >
        {number}
      </span>
      {canEdit && row && (
        <Checkbox
          tabIndex={-1}
          aria-label={`Select row ${number}`}
          checked={isTicked}
          // Clicking anywhere in the cell ticks the row; the focus stays on the grid.
          onMouseDown={(event) => event.preventDefault()}
          className={cn(
            "pointer-events-none group-hover/row:block pointer-coarse:block",
            isTicked || isHere ? "block" : "hidden",
          )}
        />
      )}
    </th>
  );
}

interface GridCellProps extends GridRowProps {
  column: TableColumn;
  /** From 1. */
  at: number;
  start: number;
  width: number;
}

function GridCell({ layout, columns, index, row, grid, edits, column, at, start, width }: GridCellProps) {
  const isHere = grid.place.row === index && grid.place.column === at;
  const failure = row && edits.failureAt(row.id, column.key);
  const isSelected = isInRange(grid.block, { row: index, column: at });
  const { editing } = grid.editor;
  const isEdited = row !== undefined && grid.editor.isIn({ row, column });
  return (
    <td
      aria-colindex={at + 1}
      aria-selected={grid.block ? isSelected : undefined}
      id={cellId(layout.id, index, at)}
      data-row={index}
      data-column={at}
      style={{ left: start, width }}
      className={cn(
        "absolute top-0 block h-full touch-manipulation border-r p-0 text-14 leading-9 select-none",
        isSelected && "bg-accent",
        failure && "bg-destructive-soft text-destructive-soft-foreground",
        isHere && !isEdited && cursor,
      )}
    >
      {row === undefined && <Skeleton className="mx-2.5 mt-3 h-3 w-2/3" />}
      {row && !isEdited && <CellContent row={row} column={column} failure={failure} isHere={isHere} />}
      {isEdited && editing && (
        <CellEditor
          label={`${column.name}, row ${index + 1}`}
          type={column.type}
          typed={editing.typed}
          error={editing.error}
          atEnd={at === columns.length && at > 1}
          onType={grid.editor.type}
          onLeave={(box) => grid.editor.commit({ insist: false, isHalfTyped: isHalfTyped(box) })}
        />
      )}
    </td>
  );
}

interface CellContentProps {
  row: TableRow;
  column: TableColumn;
  failure: CellFailure | undefined;
  isHere: boolean;
}

/** The value, or the text that could not be saved, with the reason while the cursor is on the cell. */
function CellContent({ row, column, failure, isHere }: CellContentProps) {
  if (failure) {
    return (
      <>
        <span className="flex items-center gap-1.5 px-2.5">
          <CircleAlert aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{failure.typed}</span>
          <span className="sr-only">Not saved. {failure.message}</span>
        </span>
        {isHere && (
          <p
            role="alert"
            className="absolute top-full left-0 z-[11] w-max max-w-72 border border-destructive/25 bg-destructive-soft px-2.5 py-1.5 text-13 leading-5 whitespace-normal shadow-floating"
          >
            Not saved. {failure.message} Press Enter to edit it, or Escape to restore the old value.
          </p>
        )}
      </>
    );
  }
  const value = row.values[column.key];
  if (column.type === "boolean") return <BooleanValue value={value} />;
  const text = cellText(value, column.type);
  return (
    <span
      data-text=""
      dir={column.type === "text" ? "auto" : undefined}
      title={text.length > 24 ? excerpt(text, 1000) : undefined}
      className={cn("block truncate px-2.5", column.type === "number" && "text-right tabular-nums")}
    >
      {text}
    </span>
  );
}

function BooleanValue({ value }: { value: TableRow["values"][string] | undefined }) {
  return (
    <span className="flex h-full items-center px-2.5">
      <span
        aria-hidden
        data-tick=""
        className={cn(
          "flex size-4.5 items-center justify-center rounded-[5px] border",
          value === true && "border-primary bg-primary text-primary-foreground",
          value === false && "border-input",
          value === undefined && "border-dashed border-border-strong",
        )}
      >
        {value === true && <Check className="size-3.5" strokeWidth={3} />}
      </span>
      <span className="sr-only">{value === undefined ? "empty" : value === true ? "yes" : "no"}</span>
    </span>
  );
}
