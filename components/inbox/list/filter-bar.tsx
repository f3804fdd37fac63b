"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchBox } from "@/components/ui/search-box";
import { type InboxFilters, isFiltered, noFilters } from "./inbox-filters";
import type { InboxFacets } from "../inbox-types";

const states = [
  { value: "unread", label: "Unread" },
  { value: "person", label: "With people" },
  { value: "bot", label: "With the bot" },
  { value: "undelivered", label: "Undelivered" },
  { value: "closed", label: "Closed" },
] as const;

const selectSize = "h-8 px-2.5 text-13 md:text-13";

interface FilterBarProps {
  filters: InboxFilters;
  /** Undefined while loading. */
  facets: InboxFacets | undefined;
  onChange: (part: Partial<InboxFilters>) => void;
}

/** Filters the list; each choice takes effect immediately. */
export function FilterBar({ filters, facets, onChange }: FilterBarProps) {
  const { channelId, botId, state, tag } = filters;
  const channels = facets?.channels.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const bots = facets?.bots.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const tags = facets?.tags.map((name) => ({ value: name, label: name })) ?? [];
  return (
    <search className="grid gap-2">
      <SearchBox
        label="Search conversations"
        placeholder="Names, phones, words"
        search={filters.search}
        onSearch={(search) => onChange({ search })}
      />
      <div className="grid grid-cols-2 gap-2">
        <FilterSelect
          label="State"
          all="Any state"
          value={state}
          options={states}
          onChoose={(state) => onChange({ state })}
          className={selectSize}
        />
        <FilterSelect
          label="Channel"
          all="All channels"
          value={channelId}
          options={channels}
          onChoose={(channelId) => onChange({ channelId })}
          className={selectSize}
        />
        <FilterSelect
          label="Bot"
          all="All bots"
          value={botId}
          options={bots}
          onChoose={(botId) => onChange({ botId })}
          className={selectSize}
        />
        <FilterSelect
          label="Tag"
          all="Any tag"
          value={tag}
          options={tags}
          onChoose={(tag) => onChange({ tag })}
          className={selectSize}
        />
      </div>
      {isFiltered(filters) && (
        <Button variant="ghost" size="sm" className="w-fit" onClick={() => onChange(noFilters)}>
          <X /> Clear filters
        </Button>
      )}
    </search>
  );
}
