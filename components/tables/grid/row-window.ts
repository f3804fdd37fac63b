import type { RowRange } from "./visible-cells";

/** Rows asked for at once. */
export const ROWS_PER_REQUEST = 100;

/**
 * The pages that the visible rows lie on, and the one that scrolling reaches next where the window is close to its edge.
 * @returns Page numbers from 0, in order; empty when there are no rows.
 */
export function pagesInView({ first, last }: RowRange, total: number): number[] {
  if (total === 0) return [];
  const nearby = ROWS_PER_REQUEST / 2;
  const from = pageOf(Math.max(0, Math.min(first, total - 1) - nearby));
  const to = pageOf(Math.min(total - 1, Math.max(0, last) + nearby));
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The page that holds a row. */
export function pageOf(row: number): number {
  return Math.floor(row / ROWS_PER_REQUEST);
}
