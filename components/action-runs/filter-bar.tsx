"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchBox } from "@/components/ui/search-box";
import { isFiltered, type RunFilters } from "./run-filters";

interface FilterBarProps {
  filters: RunFilters;
  actions: { id: string; name: string }[];
  onChange: (part: Partial<RunFilters>) => void;
}

const states = [
  { value: "succeeded", label: "Succeeded" },
  { value: "failed", label: "Failed" },
  { value: "waiting", label: "Waiting" },
  { value: "under_way", label: "In progress" },
] as const;

const origins = [
  { value: "chat", label: "Conversations" },
  { value: "try", label: "Run manually" },
  { value: "bot", label: "Asked by a bot" },
] as const;

const periods = [
  { value: "day", label: "Last 24 hours" },
  { value: "week", label: "Last 7 days" },
  { value: "month", label: "Last 30 days" },
] as const;

const selectSize = "w-auto max-w-56";

export const noFilters = { actionId: null, status: null, origin: null, period: null, search: "" };

/** Filters the history; each choice takes effect immediately. */
export function FilterBar({ filters, actions, onChange }: FilterBarProps) {
  const { actionId, status, origin, period, search } = filters;
  const choices = actions.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search arguments and conversations"
        placeholder="Arguments, customer, chat id"
        search={search}
        onSearch={(search) => onChange({ search })}
        className="w-full sm:w-64"
      />
      <FilterSelect
        label="Action"
        all="All actions"
        value={actionId}
        options={choices}
        onChoose={(value) => onChange({ actionId: value })}
        className={selectSize}
      />
      <FilterSelect
        label="Outcome"
        all="Any outcome"
        value={status}
        options={states}
        onChoose={(value) => onChange({ status: value })}
        className={selectSize}
      />
      <FilterSelect
        label="Origin"
        all="From anywhere"
        value={origin}
        options={origins}
        onChoose={(value) => onChange({ origin: value })}
        className={selectSize}
      />
      <FilterSelect
        label="Period"
        all="Any time"
        value={period}
        options={periods}
        onChoose={(value) => onChange({ period: value })}
        className={selectSize}
      />
      {isFiltered(filters) && (
        <Button variant="ghost" size="sm" onClick={() => onChange(noFilters)}>
          <X /> Clear filters
        </Button>
      )}
    </search>
  );
}
