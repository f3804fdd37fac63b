"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText, SearchX, X } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { LoadFailure } from "@/components/ui/load-failure";
import { SearchBox } from "@/components/ui/search-box";
import { Skeleton } from "@/components/ui/skeleton";
import { useAddressFilters } from "@/components/ui/use-address-filters";
import { type AuditFilters, auditInput, noFilters, readFilters, targetTypes, writeFilters } from "./audit-filters";
import { AuditRow } from "./audit-row";
import { targetTexts } from "./verb-texts";

interface AuditLogProps {
  actors: { id: string; name: string }[];
}

const periods = [
  { value: "day", label: "Last 24 hours" },
  { value: "week", label: "Last 7 days" },
  { value: "month", label: "Last 30 days" },
] as const;
const kinds = targetTypes.map((value) => ({ value, label: targetTexts[value] }));

/** Who changed what, newest first. The filters are in the page's address. */
export function AuditLog({ actors }: AuditLogProps) {
  const trpc = useTRPC();
  const { filters, change } = useAddressFilters(readFilters, writeFilters);
  // Fixed when the page opens, so that the query key stays the same.
  const [openedAt] = useState(() => new Date());
  const input = auditInput(filters, openedAt);
  const list = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      staleTime: 0,
      placeholderData: (before) => before,
    }),
  );
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const isFiltered = writeFilters(filters) !== "";
  return (
    <div className="grid min-w-0 gap-4">
      <FilterBar filters={filters} actors={actors} exportOf={input} onChange={change} />
      {list.error && <LoadFailure error={list.error} onRetry={list.refetch} />}
      {list.isPending && <Skeleton className="h-96 rounded-xl" />}
      {list.isSuccess && entries.length === 0 && (
        <NoEntries isFiltered={isFiltered} onClear={() => change(noFilters)} />
      )}
      {entries.length > 0 && (
        <ul
          aria-label="Changes"
          aria-busy={list.isPlaceholderData}
          className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised aria-busy:opacity-60"
        >
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          variant="outline"
          className="w-fit"
          pending={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </div>
  );
}

interface FilterBarProps {
  filters: AuditFilters;
  actors: { id: string; name: string }[];
  exportOf: ReturnType<typeof auditInput>;
  onChange: (part: Partial<AuditFilters>) => void;
}

function FilterBar({ filters, actors, exportOf, onChange }: FilterBarProps) {
  const people = actors.map(({ id, name }) => ({ value: id, label: name || id }));
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search by name or id"
        placeholder="Name or id of what was changed"
        search={filters.search}
        onSearch={(search) => onChange({ search })}
        className="w-full sm:w-80"
      />
      <FilterSelect
        label="Who"
        all="Everybody"
        value={filters.actorId}
        options={people}
        onChoose={(actorId) => onChange({ actorId })}
        className="w-auto max-w-52"
      />
      <FilterSelect
        label="What was changed"
        all="Everything"
        value={filters.targetType}
        options={kinds}
        onChoose={(targetType) => onChange({ targetType })}
        className="w-auto max-w-52"
      />
      <FilterSelect
        label="Time"
        all="Any time"
        value={filters.period}
        options={periods}
        onChoose={(period) => onChange({ period })}
        className="w-auto max-w-52"
      />
      {writeFilters(filters) !== "" && (
        <Button variant="ghost" size="sm" onClick={() => onChange(noFilters)}>
          <X /> Clear filters
        </Button>
      )}
      <Button asChild variant="outline" size="sm" className="sm:ml-auto">
        <a href={exportAddress(exportOf)} download>
          <Download /> Export as CSV
        </a>
      </Button>
    </search>
  );
}

function exportAddress(input: ReturnType<typeof auditInput>): string {
  const given = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `/api/audit/export?${new URLSearchParams(given).toString()}`;
}

function NoEntries({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<ScrollText />} title="No changes yet">
        Every change of this workspace is listed here: who made it, when, from where, and what it was before.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="No changes match these filters"
      action={
        <Button variant="outline" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      Try a longer time, or everybody. A search needs a part of the name, or a whole id.
    </EmptyState>
  );
}
