"use client";

import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { type RefObject, useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { type InboxFilters, isFiltered, noFilters } from "./inbox-filters";
import { InboxRowLink } from "./inbox-row-link";
import { OnSeen } from "./on-seen";
import { addressOf, addressPath } from "./use-inbox-address";
import type { useInboxList } from "./use-inbox-list";
import { useListKeys } from "./use-list-keys";
import { useNow } from "../live/use-now";

interface InboxListProps {
  inbox: ReturnType<typeof useInboxList>;
  filters: InboxFilters;
  /** The id of the open conversation. */
  openId: string | null;
  onChange: (part: Partial<InboxFilters>) => void;
}

const MINUTE_MS = 60_000;

/** The conversations, newest message first; scrolling down loads more. */
export function InboxList({ inbox: { list, rows }, filters, openId, onChange }: InboxListProps) {
  const box = useRef<HTMLUListElement>(null);
  useListKeys(box);
  useReturnedFocus(box, openId);
  const now = useNow(MINUTE_MS);
  const canGoOn = list.hasNextPage && !list.isFetching && !list.error;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      {list.isPending && <ListSkeleton />}
      {list.error && (
        <Alert
          tone="danger"
          className="m-3"
          action={
            <Button size="sm" variant="outline" onClick={() => void list.refetch()}>
              Try again
            </Button>
          }
        >
          {messageOf(list.error)}
        </Alert>
      )}
      {list.isSuccess && rows.length === 0 && (
        <NoConversations filtered={isFiltered(filters)} onClear={() => onChange(noFilters)} />
      )}
      <ul
        ref={box}
        aria-label="Conversations"
        aria-busy={list.isPlaceholderData}
        className={cn("divide-y", list.isPlaceholderData && "opacity-60")}
      >
        {rows.map((row) => (
          <li key={row.id} className="[contain-intrinsic-size:auto_5.5rem] [content-visibility:auto]">
            <InboxRowLink row={row} href={addressOf(row.id, filters)} isOpen={row.id === openId} now={now} />
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

function NoConversations({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No matching conversations"
        className="m-3 px-5 py-8"
        action={
          <Button variant="outline" size="sm" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        Try other words or another state.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox />}
      title="No conversations yet"
      className="m-3 px-5 py-8"
      action={
        <Button asChild size="sm">
          <Link href="/bots">Choose a bot</Link>
        </Button>
      }
    >
      Publish a bot and add a channel, such as its chat page or your own messenger. Conversations from there show up
      here.
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-5 p-4">
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
