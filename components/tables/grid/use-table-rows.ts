"use client";

import { keepPreviousData, useQueries, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { RowsPage, RowsView, TableRow } from "../table-types";
import type { CellValue } from "./cell-value";
import { pageOf, pagesInView, ROWS_PER_REQUEST } from "./row-window";
import type { RowRange } from "./visible-cells";

/** Rows that were read this recently are what the user sees, and are not read again. */
const FRESH_MS = 30_000;

/**
 * The rows of a view, fetched as they become visible. While another view loads, the first rows of the old one stay
 * (`isChanging`), so that a filter does not blank the screen.
 */
export function useTableRows(tableId: string, view: RowsView, visible: RowRange) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const pageOptions = (page: number) =>
    trpc.tables.rows.queryOptions({ tableId, ...view, offset: page * ROWS_PER_REQUEST, limit: ROWS_PER_REQUEST });

  const head = useQuery({ ...pageOptions(0), placeholderData: keepPreviousData });
  const total = head.data?.total ?? 0;
  const others = head.isPlaceholderData ? [] : pagesInView(visible, total).filter((page) => page > 0);
  const rest = useQueries({ queries: others.map(pageOptions) });
  const pages = new Map(others.map((page, index) => [page, rest[index]]));

  const failed = [head, ...rest].filter((query) => query.isError);
  const ofTable = trpc.tables.rows.queryFilter({ tableId });

  return {
    total,
    isLoading: head.isPending,
    hasData: head.data !== undefined,
    isChanging: head.isPlaceholderData,
    error: failed[0]?.error ?? null,
    retry: () => failed.forEach((query) => void query.refetch()),
    /** Undefined while loading. */
    rowAt: (index: number) => rowIn(pageOf(index) === 0 ? head : pages.get(pageOf(index)), index),
    /** Some rows of the view, fetched if necessary. Fewer if the view ends before. */
    async between(first: number, count: number): Promise<TableRow[]> {
      if (count === 0) return [];
      const [from, to] = [pageOf(first), pageOf(first + count - 1)];
      const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      const found = await Promise.all(
        numbers.map((page) => client.fetchQuery({ ...pageOptions(page), staleTime: FRESH_MS })),
      );
      const start = first - from * ROWS_PER_REQUEST;
      return found.flatMap((page) => page.rows).slice(start, start + count);
    },
    /** Shows a cell's new values before the server has responded; the row keeps its place. */
    patchRow(rowId: string, values: Record<string, CellValue | null>) {
      client.setQueriesData(ofTable, (page: RowsPage | undefined) => page && patched(page, rowId, values));
    },
    /** Refetches the visible rows and forgets the others. */
    refresh: () => client.invalidateQueries(ofTable),
  };
}

export type TableRows = ReturnType<typeof useTableRows>;

function rowIn(page: Pick<UseQueryResult<RowsPage>, "data"> | undefined, index: number): TableRow | undefined {
  return page?.data?.rows[index % ROWS_PER_REQUEST];
}

function patched(page: RowsPage, rowId: string, changes: Record<string, CellValue | null>): RowsPage {
  if (!page.rows.some((row) => row.id === rowId)) return page;
  return { ...page, rows: page.rows.map((row) => (row.id === rowId ? withValues(row, changes) : row)) };
}

function withValues(row: TableRow, changes: Record<string, CellValue | null>): TableRow {
  const values = { ...row.values };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete values[key];
    else values[key] = value;
  }
  return { ...row, values };
}
