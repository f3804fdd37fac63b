"use client";

import { useMemo, useState } from "react";
import type { TableColumn } from "@/server/schemas/table-column";
import { type FilterDraft, newFilter, readyFilters } from "./filter-texts";
import type { RowsView } from "./table-types";
import { useSettled } from "@/components/ui/use-settled";

const TYPING_PAUSE_MS = 300;

/** The search, filters and sorting of a table, and the view to request once the typing pauses. */
export function useRowsView(columns: readonly TableColumn[]) {
  const [search, setSearch] = useState("");
  const [filters, setFilters] = useState<FilterDraft[]>([]);
  const [match, setMatch] = useState<RowsView["match"]>("all");
  const [sort, setSort] = useState<RowsView["sort"]>([]);
  const typed = useMemo(() => ({ search: search.trim(), filters }), [search, filters]);
  const settled = useSettled(typed, TYPING_PAUSE_MS);

  const view = useMemo<RowsView>(
    () => ({
      search: settled.search,
      match,
      filters: readyFilters(settled.filters, columns),
      sort: sort.filter(({ column }) => columns.some(({ key }) => key === column)),
    }),
    [settled, match, sort, columns],
  );

  return {
    view,
    search,
    filters,
    match,
    isNarrowed: view.search !== "" || view.filters.length > 0,
    isPlain: search.trim() === "" && filters.length === 0 && view.sort.length === 0,
    setSearch,
    setSort,
    changeFilters(changes: { filters?: FilterDraft[]; match?: RowsView["match"] }) {
      if (changes.filters) setFilters(changes.filters);
      if (changes.match) setMatch(changes.match);
    },
    addFirstFilter() {
      const [first] = columns;
      if (first) setFilters([newFilter(first)]);
    },
    /** Clears search and filters; the order stays. */
    showAll() {
      setSearch("");
      setFilters([]);
    },
    reset() {
      setSearch("");
      setFilters([]);
      setSort([]);
    },
  };
}

export type RowsViewState = ReturnType<typeof useRowsView>;
