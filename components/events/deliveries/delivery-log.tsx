"use client";

import { SearchX, Send } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useAddressFilters } from "@/components/ui/use-address-filters";
import { WEBHOOKS_PATH } from "../webhook-pages";
import type { Targets } from "./delivery-types";
import { DeliverySheet } from "./details/delivery-sheet";
import { isFiltered, noFilters, openDelivery, readFilters, writeFilters } from "./filters/delivery-filters";
import { FilterBar } from "./filters/filter-bar";
import { DeliveryCards, DeliveryTable } from "./list/delivery-table";
import { useDeliveries } from "./list/use-deliveries";
import { ReplayPanel } from "./replays/replay-panel";

interface DeliveryLogProps {
  targets: Targets;
  canReplay: boolean;
}

/** Everything that is sent to other systems, newest first and live. The filters are in the page's address. */
export function DeliveryLog({ targets, canReplay }: DeliveryLogProps) {
  const { filters, change } = useAddressFilters(readFilters, writeFilters);
  const list = useDeliveries(filters);
  const endpoint = targets.endpoints.find(({ id }) => id === filters.endpointId);
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const shown = {
    deliveries,
    onOpen: ({ kind, id }: { kind: string; id: string }) => change({ open: `${kind}:${id}` }),
  };
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <FilterBar filters={filters} targets={targets} onChange={change} />
      {endpoint && <ReplayPanel key={endpoint.id} endpoint={endpoint} canReplay={canReplay} />}
      {list.error && <LoadFailure error={list.error} onRetry={list.refetch} />}
      {list.isPending && <Skeleton className="h-96 rounded-xl" />}
      {list.isSuccess && deliveries.length === 0 && (
        <NoDeliveries filtered={isFiltered(filters)} onClear={() => change(noFilters)} />
      )}
      {deliveries.length > 0 && (
        <div
          aria-busy={list.isPlaceholderData}
          className={cn(
            "overflow-hidden rounded-xl border bg-card shadow-raised",
            list.isPlaceholderData && "opacity-60",
          )}
        >
          <DeliveryTable {...shown} />
          <DeliveryCards {...shown} />
        </div>
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
      <DeliverySheet
        delivery={openDelivery(filters.open)}
        canReplay={canReplay}
        onClose={() => change({ open: null })}
      />
    </div>
  );
}

function NoDeliveries({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No deliveries match these filters"
        action={
          <Button variant="outline" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        Try a longer time, or any status. A search needs a whole id, or whole words of a customer’s name.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Send />}
      title="Nothing was sent yet"
      action={
        <Button asChild variant="outline">
          <Link href={WEBHOOKS_PATH}>Go to the endpoints</Link>
        </Button>
      }
    >
      Events to your endpoints, messages to channels with a webhook, notifications and scenario requests are listed here
      with every attempt and response. Add an endpoint to receive events.
    </EmptyState>
  );
}
