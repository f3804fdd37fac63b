"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { ScrollRow } from "@/components/ui/scroll-row";
import { type InboxView, inboxView } from "@/server/inbox/schema";
import { AddressLink } from "../thread/header/address-link";
import type { InboxCounts } from "../inbox-types";
import { countText } from "./count-text";
import type { InboxFilters } from "./inbox-filters";
import { addressOf } from "./use-inbox-address";

const viewNames: Record<InboxView, string> = {
  "needs-person": "Needs a person",
  mine: "Mine",
  unassigned: "Unassigned",
  all: "All",
  snoozed: "Snoozed",
  closed: "Closed",
};

const shown = ["needs-person", "mine", "unassigned", "all"] as const;
const inMenu = ["snoozed", "closed"] as const;

const itemStyles =
  "flex h-7 shrink-0 items-center gap-1 rounded-md px-1.5 text-12 font-medium whitespace-nowrap text-muted-foreground focus-ring transition-colors hover:bg-accent hover:text-foreground";
const chosenStyles = "bg-secondary text-foreground hover:bg-secondary";

interface ViewBarProps {
  filters: InboxFilters;
  /** Undefined while loading. */
  counts: InboxCounts | undefined;
  onChoose: (view: InboxView) => void;
}

/** The inbox's views in one row; the rarer ones are in a menu at its end. */
export function ViewBar({ filters, counts, onChoose }: ViewBarProps) {
  return (
    <nav aria-label="Views" className="-mx-2 flex min-w-0 items-center">
      <ScrollRow className="flex-1 gap-0.5 p-1">
        {shown.map((view) => (
          <ViewLink key={view} view={view} filters={filters}>
            {view === "needs-person" && <Count of={counts?.needsPerson} isUrgent />}
            {view === "mine" && <Count of={counts?.mine} />}
          </ViewLink>
        ))}
      </ScrollRow>
      <MoreViews view={filters.view} onChoose={onChoose} />
    </nav>
  );
}

function ViewLink({ view, filters, children }: { view: InboxView; filters: InboxFilters; children: ReactNode }) {
  const isChosen = view === filters.view;
  return (
    <AddressLink
      href={addressOf(null, { ...filters, view })}
      aria-current={isChosen ? "true" : undefined}
      className={cn(itemStyles, isChosen && chosenStyles)}
    >
      {viewNames[view]}
      {children}
    </AddressLink>
  );
}

function Count({ of: count = 0, isUrgent = false }: { of: number | undefined; isUrgent?: boolean }) {
  if (count === 0) return null;
  return (
    <span
      className={cn(
        "rounded-sm px-1 leading-4 tabular-nums",
        isUrgent ? "bg-warning-soft text-warning-soft-foreground" : "bg-border/60 text-foreground",
      )}
    >
      {countText(count)}
    </span>
  );
}

function MoreViews({ view, onChoose }: { view: InboxView; onChoose: (view: InboxView) => void }) {
  const chosen = inMenu.find((name) => name === view);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={chosen ? `${viewNames[chosen]}, more views` : "More views"}
        className={cn(itemStyles, chosen && chosenStyles)}
      >
        {chosen && viewNames[chosen]}
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup
          value={view}
          onValueChange={(next) => {
            const { data } = inboxView.safeParse(next);
            if (data) onChoose(data);
          }}
        >
          {inMenu.map((name) => (
            <DropdownMenuRadioItem key={name} value={name}>
              {viewNames[name]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
