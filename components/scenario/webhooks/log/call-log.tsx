"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText, SearchX } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { Skeleton } from "@/components/ui/skeleton";
import type { ListedCall } from "../webhook-types";
import { CallRow } from "./call-row";
import { callStates } from "./call-texts";

const REFRESH_MS = 5000;

const options = (["sent", "failed", "sending"] as const).map((value) => ({ value, label: callStates[value].label }));

/** The calls of a webhook, newest first and live. */
export function CallLog({ webhookId, canEdit }: { webhookId: string; canEdit: boolean }) {
  const trpc = useTRPC();
  const [status, setStatus] = useState<ListedCall["status"] | null>(null);
  const list = useInfiniteQuery(
    trpc.scenarioWebhooks.calls.infiniteQueryOptions(
      { webhookId, ...(status !== null && { status }) },
      {
        getNextPageParam: (page) => page.nextCursor,
        staleTime: 0,
        placeholderData: (before) => before,
        // With more pages open, the user is reading old calls.
        refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
      },
    ),
  );
  const calls = list.data?.pages.flatMap((page) => page.calls) ?? [];
  return (
    <section aria-labelledby="calls" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 id="calls" className="text-16 font-semibold">
          Calls
        </h3>
        <FilterSelect
          label="Filter by result"
          all="All results"
          value={status}
          options={options}
          onChoose={setStatus}
          className="w-40"
        />
      </div>
      {list.isPending && <Skeleton className="h-32 rounded-xl" />}
      {list.error && <Alert tone="danger">{messageOf(list.error)}</Alert>}
      {list.isSuccess && calls.length === 0 && <NoCalls isFiltered={status !== null} />}
      {calls.length > 0 && (
        <ol
          aria-label="Calls, newest first"
          className="divide-y overflow-hidden rounded-xl border bg-card shadow-raised"
        >
          {calls.map((call) => (
            <li key={call.id} className="min-w-0">
              <CallRow call={call} canEdit={canEdit} />
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
    </section>
  );
}

function NoCalls({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon={<SearchX />} title="No calls with this result" className="py-8">
        Choose all results to see the others.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<ScrollText />} title="No calls yet" className="py-8">
      Send a sample, or use the webhook in an interaction and talk to the bot. Every request is listed here with its
      attempts and answers.
    </EmptyState>
  );
}
