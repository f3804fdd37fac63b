"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useAddressFilters } from "@/components/ui/use-address-filters";
import { FilterBar, noFilters } from "./filter-bar";
import { isFiltered, readFilters, sinceOf, writeFilters, type RunFilters } from "./run-filters";
import { RunRow } from "./run-row";
import { RunSheet } from "./run-sheet";
import { RunsChart } from "./runs-chart";

interface RunHistoryProps {
  botId: string;
  actions: { id: string; name: string }[];
  canEdit: boolean;
}

/** Every call of a bot's actions, newest first and live. The filters are in the page's address. */
export function RunHistory({ botId, actions, canEdit }: RunHistoryProps) {
  const { filters, change } = useAddressFilters(readFilters, writeFilters);
  const list = useRuns(botId, filters);
  const runs = list.data?.pages.flatMap((page) => page.runs) ?? [];
  const open = (runId: string | null) => change({ runId });
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <RunsChart botId={botId} actionId={filters.actionId} />
      <FilterBar filters={filters} actions={actions} onChange={change} />
      {list.error && <LoadFailure error={list.error} onRetry={list.refetch} />}
      {list.isPending && <Skeleton className="h-64 rounded-xl" />}
      {list.isSuccess && runs.length === 0 && (
        <NoRuns botId={botId} filtered={isFiltered(filters)} onClear={() => change(noFilters)} />
      )}
      {runs.length > 0 && (
        <ol
          aria-label="Runs"
          aria-busy={list.isPlaceholderData}
          className={cn(
            "divide-y overflow-hidden rounded-xl border bg-card shadow-raised",
            list.isPlaceholderData && "opacity-60",
          )}
        >
          {runs.map((run) => (
            <li key={run.id} className="min-w-0">
              <RunRow run={run} canEdit={canEdit} onOpen={open} />
            </li>
          ))}
        </ol>
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
      <RunSheet runId={filters.runId} canEdit={canEdit} onShow={open} onClose={() => open(null)} />
    </div>
  );
}

function NoRuns({ botId, filtered, onClear }: { botId: string; filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No calls match these filters"
        action={
          <Button variant="outline" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        Try a longer period, or any outcome.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<History />}
      title="No calls yet"
      action={
        <Button asChild>
          <Link href={`/bots/${botId}/actions`}>Choose an action to try</Link>
        </Button>
      }
    >
      Each time the bot calls an action, or you try one, the call is listed here with its requests and responses.
    </EmptyState>
  );
}

const REFRESH_MS = 4000;
/** With more pages open, the user is reading old runs, and refreshing them all would cost too much. */
const REFRESHED_PAGES = 2;

function useRuns(botId: string, { actionId, status, origin, period, search }: RunFilters) {
  const trpc = useTRPC();
  // Fixed when the page opens, so that the query key stays the same. Later runs are listed too.
  const [openedAt] = useState(() => new Date());
  const since = period && sinceOf(period, openedAt);
  return useInfiniteQuery(
    trpc.actions.runs.infiniteQueryOptions(
      {
        botId,
        ...(actionId === null ? {} : { actionId }),
        ...(status === null ? {} : { status }),
        ...(origin === null ? {} : { origin }),
        ...(since === null ? {} : { since }),
        ...(search === "" ? {} : { search }),
      },
      {
        getNextPageParam: (page) => page.nextCursor,
        staleTime: 0,
        placeholderData: (before) => before,
        refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > REFRESHED_PAGES ? false : REFRESH_MS),
      },
    ),
  );
}
