"use client";

import { type RefObject, useEffect, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { EmptyList } from "./empty-list";
import type { InboxFilters } from "./inbox-filters";
import { InboxRowLink } from "./inbox-row-link";
import type { InboxRow } from "../inbox-types";
import { OnSeen } from "./on-seen";
import { customerName } from "./row-name";
import { addressOf, addressPath } from "./use-inbox-address";
import type { useInboxList } from "./use-inbox-list";
import { useListKeys } from "./use-list-keys";
import type { Selection } from "./use-selection";
import { useNow } from "../live/use-now";

interface InboxListProps {
  inbox: ReturnType<typeof useInboxList>;
  filters: InboxFilters;
  /** The id of the open conversation. */
  openId: string | null;
  /** Null for members who may not change conversations. */
  selection: Selection | null;
  onChange: (part: Partial<InboxFilters>) => void;
}

const MINUTE_MS = 60_000;

/** The conversations, newest message first; scrolling down loads more. */
export function InboxList({ inbox: { list, rows }, filters, openId, selection, onChange }: InboxListProps) {
  const box = useRef<HTMLUListElement>(null);
  useListKeys(box, list.isPending);
  useReturnedFocus(box, openId);
  const now = useNow(MINUTE_MS);
  const canGoOn = list.hasNextPage && !list.isFetching && !list.error;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      {list.isPending && <ListSkeleton />}
      {list.error && <LoadFailure error={list.error} onRetry={list.refetch} className="m-3" />}
      {list.isSuccess && rows.length === 0 && <EmptyList filters={filters} onChange={onChange} />}
      <ul
        ref={box}
        aria-label="Conversations"
        aria-busy={list.isPlaceholderData}
        className={cn("divide-y empty:hidden", list.isPlaceholderData && "opacity-60")}
      >
        {rows.map((row) => (
          <li
            key={row.id}
            data-conversation={row.id}
            className="group relative [contain-intrinsic-size:auto_4rem] [content-visibility:auto]"
          >
            <InboxRowLink
              row={row}
              href={addressOf(row.id, filters, row.hit?.seq)}
              isOpen={row.id === openId}
              isSelected={selection?.has(row.id) ?? false}
              now={now}
            />
            {selection && <RowCheckbox row={row} selection={selection} />}
          </li>
        ))}
      </ul>
      {canGoOn && <OnSeen key={rows.length} onSeen={() => void list.fetchNextPage()} />}
      {list.isFetchingNextPage && (
        <div className="flex justify-center p-4">
          <Spinner label="Loading more conversations" />
        </div>
      )}
    </div>
  );
}

/** On phones, returning to the list focuses the row of the conversation that was open. */
function useReturnedFocus(list: RefObject<HTMLElement | null>, openId: string | null) {
  const left = useRef(openId);
  useEffect(() => {
    const href = left.current && addressPath(left.current);
    if (href && openId === null && document.activeElement === document.body) {
      const links = [...(list.current?.querySelectorAll("a") ?? [])];
      links.find((link) => link.pathname === href)?.focus();
    }
    left.current = openId;
  }, [list, openId]);
}

/** Above the avatar; visible on hover, on focus, and while anything is selected. Shift selects a range. */
function RowCheckbox({ row, selection }: { row: InboxRow; selection: Selection }) {
  return (
    <span
      className={cn(
        "absolute top-4 left-4 flex size-8 items-center justify-center rounded-full bg-card opacity-0 group-hover:opacity-100 focus-within:opacity-100",
        selection.selected.length > 0 && "opacity-100",
      )}
    >
      <Checkbox
        aria-label={`Select ${customerName(row)}`}
        checked={selection.has(row.id)}
        onClick={(event) => selection.toggle(row.id, event.shiftKey)}
        className="relative after:absolute after:-inset-3"
      />
    </span>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-8 p-4">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <div key={key} className="flex gap-3">
          <Skeleton className="size-8 shrink-0 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-4 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
