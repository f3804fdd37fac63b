"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { Popover } from "radix-ui";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FilterSelect } from "@/components/ui/filter-select";
import { SearchBox } from "@/components/ui/search-box";
import { type FilterChoice, filterChoices } from "./filter-choices";
import { type InboxFilters, noFilters } from "./inbox-filters";
import type { InboxFacets } from "../inbox-types";

interface FilterBarProps {
  filters: InboxFilters;
  /** Undefined while loading. */
  facets: InboxFacets | undefined;
  onChange: (part: Partial<InboxFilters>) => void;
  /** Called when the filters are shown. */
  onOpen: () => void;
}

/** Searches and filters the list. The filters are behind a button; those in use are shown as chips. */
export function FilterBar({ filters, facets, onChange, onOpen }: FilterBarProps) {
  const choices = filterChoices(filters, facets);
  const used = choices.filter(({ value }) => value !== null);
  return (
    <search className="grid gap-2">
      <div className="flex gap-2">
        <SearchBox
          label="Search conversations"
          placeholder="Names, phones, words"
          search={filters.search}
          onSearch={(search) => onChange({ search })}
          className="min-w-0 flex-1"
        />
        <FilterButton choices={choices} isUsed={used.length > 0} onChange={onChange} onOpen={onOpen} />
      </div>
      {used.length > 0 && (
        <ul aria-label="Filters in use" className="flex flex-wrap gap-1.5">
          {used.map((choice) => (
            <li key={choice.label} className="max-w-full">
              <FilterChip choice={choice} onRemove={() => onChange(choice.change(null))} />
            </li>
          ))}
          <li>
            <Button variant="link" size="sm" className="h-6 text-12" onClick={() => onChange(noFilters)}>
              Clear filters
            </Button>
          </li>
        </ul>
      )}
    </search>
  );
}

interface FilterButtonProps {
  choices: readonly FilterChoice[];
  isUsed: boolean;
  onChange: (part: Partial<InboxFilters>) => void;
  onOpen: () => void;
}

function FilterButton({ choices, isUsed, onChange, onOpen }: FilterButtonProps) {
  return (
    <Popover.Root onOpenChange={(isOpen) => isOpen && onOpen()}>
      <Popover.Trigger asChild>
        <Button variant="outline" aria-label="Filter" className={cn("w-9 px-0", isUsed && "bg-secondary")}>
          <SlidersHorizontal />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Filters"
          className="z-50 grid w-72 gap-3 rounded-lg border bg-popover p-4 text-popover-foreground shadow-floating outline-none data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          {choices.map(({ label, all, value, options, change }) => (
            <div key={label} className="grid grid-cols-[5rem_minmax(0,1fr)] items-center gap-2">
              <span aria-hidden className="text-13 text-muted-foreground">
                {label}
              </span>
              <FilterSelect
                label={label}
                all={all}
                value={value}
                options={options}
                onChoose={(next) => onChange(change(next))}
                className="h-8 px-2.5 text-13 md:text-13"
              />
            </div>
          ))}
          <Popover.Close asChild>
            <Button variant="outline" size="sm">
              Done
            </Button>
          </Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function FilterChip({ choice: { label, value, options }, onRemove }: { choice: FilterChoice; onRemove: () => void }) {
  const name = options.find((option) => option.value === value)?.label ?? "…";
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`Remove the filter ${label}: ${name}`}
      className="flex h-6 max-w-full items-center gap-1 rounded-md border border-border-strong pr-1 pl-2 text-12 focus-ring hover:bg-accent"
    >
      <span className="min-w-0 truncate">
        <span className="text-muted-foreground">{label}:</span> <bdi>{name}</bdi>
      </span>
      <X aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
    </button>
  );
}
