import { GUTTER_WIDTH, HEADER_HEIGHT, ROW_HEIGHT, type Strip } from "./grid-layout";

/** Rows rendered beyond the edges, so that scrolling shows no gaps. */
const ROWS_AROUND = 8;
const PIXELS_AROUND = 300;
const GRAIN = 25;

/** The visible part of a scrolled box, in pixels. */
export interface ScrollWindow {
  top: number;
  left: number;
  height: number;
  width: number;
}

export interface RowRange {
  first: number;
  /** Less than `first` if there are no rows. */
  last: number;
}

/** The rows visible below the header. */
export function rowsInSight({ top, height }: Pick<ScrollWindow, "top" | "height">, total: number): RowRange {
  const first = Math.min(Math.floor(top / ROW_HEIGHT), Math.max(0, total - 1));
  const fit = Math.ceil(Math.max(0, height - HEADER_HEIGHT) / ROW_HEIGHT);
  return { first, last: Math.min(total - 1, first + fit) };
}

/** Rounds a range, for uses that need not follow every row. */
export function roughly({ first, last }: RowRange): RowRange {
  return { first: first - (first % GRAIN), last: last - (last % GRAIN) + GRAIN - 1 };
}

/**
 * The rows to render: the visible ones, some around them, and the cursor's row, which must exist to be named by the
 * grid.
 */
export function rowStrips({ first, last }: RowRange, total: number, cursor: number): Strip[] {
  const from = Math.max(0, first - ROWS_AROUND);
  const to = Math.min(total - 1, last + ROWS_AROUND);
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  return withCursor(indexes, cursor, total).map((index) => ({ index, start: rowStart(index), size: ROW_HEIGHT }));
}

/** The columns to render, by the same rule. */
export function columnStrips(
  { left, width }: Pick<ScrollWindow, "left" | "width">,
  widths: readonly number[],
  cursor: number,
): Strip[] {
  const strips = allColumns(widths);
  const isNear = ({ start, size }: Strip) =>
    start + size >= left + GUTTER_WIDTH - PIXELS_AROUND && start <= left + width + PIXELS_AROUND;
  return strips.filter((strip) => isNear(strip) || strip.index === cursor);
}

/** The full width and height of the grid. */
export function gridSize(widths: readonly number[], total: number): { width: number; height: number } {
  return { width: widths.reduce((sum, width) => sum + width, GUTTER_WIDTH), height: rowStart(total) };
}

/** The scroll position that shows a row; the header is sticky and always visible. */
export function topFor(row: number, { top, height }: Pick<ScrollWindow, "top" | "height">): number {
  if (row < 0) return top;
  const start = rowStart(row);
  return scrolledTo({ from: start - HEADER_HEIGHT, to: start + ROW_HEIGHT }, top, height);
}

/** The scroll position that shows a column (from 0) beside the gutter. */
export function leftFor(
  column: number,
  { left, width }: Pick<ScrollWindow, "left" | "width">,
  widths: readonly number[],
): number {
  const strip = allColumns(widths)[column];
  if (!strip) return left;
  return scrolledTo({ from: strip.start - GUTTER_WIDTH, to: strip.start + strip.size }, left, width);
}

/** The smallest scroll that shows a range; its start, if the range is larger than the window. */
function scrolledTo({ from, to }: { from: number; to: number }, at: number, length: number): number {
  if (from < at || to - from > length) return from;
  return to > at + length ? to - length : at;
}

function rowStart(row: number): number {
  return HEADER_HEIGHT + row * ROW_HEIGHT;
}

function allColumns(widths: readonly number[]): Strip[] {
  let start = GUTTER_WIDTH;
  return widths.map((size, index) => {
    const strip = { index, start, size };
    start += size;
    return strip;
  });
}

function withCursor(indexes: readonly number[], cursor: number, count: number): number[] {
  if (cursor < 0 || cursor >= count || indexes.includes(cursor)) return [...indexes];
  return [...indexes, cursor].sort((a, b) => a - b);
}
