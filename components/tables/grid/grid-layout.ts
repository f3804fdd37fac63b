import type { Place } from "./grid-keys";

/** In pixels. */
export const ROW_HEIGHT = 36;
export const HEADER_HEIGHT = 40;
/** The width of the row number column. */
export const GUTTER_WIDTH = 60;

/** A row or column and its offset; `start` includes the header or gutter before the first one. */
export interface Strip {
  index: number;
  start: number;
  size: number;
}

/** The layout that the header and the rows share. */
export interface GridLayout {
  /** Makes the ids of cells unique in the page. */
  id: string;
  width: number;
  /** The visible columns; `index` counts from 0, `start` includes the gutter. */
  columns: readonly Strip[];
}

/** The element id of a cell; the grid names its active cell by it. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`;
}

/** The place of the cell that contains an element, from the cell's data attributes; null outside of cells. */
export function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-column]") : null;
  if (!cell) return null;
  return { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
}
