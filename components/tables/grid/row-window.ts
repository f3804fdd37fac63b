import type { RowRange } from "./visible-cells";

/** Rows per request. */
export const ROWS_PER_REQUEST = 100;

/**
 * The pages of the visible rows, and the next one in the direction of scrolling when the window is close to it.
 * @returns Page numbers from 0, in order; empty if there are no rows.
 */
export function pagesInView({ first, last }: RowRange, total: number): number[] {
  if (total === 0) return [];
  const nearby = ROWS_PER_REQUEST / 2;
  const from = pageOf(Math.max(0, Math.min(first, total - 1) - nearby));
  const to = pageOf(Math.min(total - 1, Math.max(0, last) + nearby));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The page that contains a row. */
export function pageOf(row: number): number {
  return Math.floor(row / ROWS_PER_REQUEST);
}
