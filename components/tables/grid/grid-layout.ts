import type { Place } from "./grid-keys";

/** In pixels. */
export const ROW_HEIGHT = 36;
export const HEADER_HEIGHT = 40;
/** The row's own column: its number and its tick box. */
export const GUTTER_WIDTH = 60;

/** A row or a column and where it lies; `start` includes what stays in sight before the first. */
export interface Strip {
  index: number;
  start: number;
  size: number;
}

/** What header and rows are drawn by. */
export interface GridLayout {
  /** Makes the ids of cells unique in the page. */
  id: string;
  width: number;
  /** The columns in sight; `index` counts from 0, `start` includes the gutter. */
  columns: readonly Strip[];
}

/** The id of a cell's element: the grid names the cell under its cursor by it. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`;
}

/** The place of the cell that something in it belongs to; null outside of cells. Cells carry it as data attributes. */
export function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-column]") : null;
  if (!cell) return null;
  return { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
}
