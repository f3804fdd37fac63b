"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartBar, Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadFailure } from "@/components/ui/load-failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useScenario } from "../use-scenario";
import { CounterFilters } from "./counter-filters";
import { type CounterRow, counterRows, countersCsv, removedIds } from "./counter-rows";
import { CounterTable } from "./counter-table";
import { type CounterFilter, type Counters, useCounters } from "./use-counters";

/** Loaded with the view, because the library of charts is large. */
const CounterChart = dynamic(async () => (await import("./counter-chart")).CounterChart, {
  ssr: false,
  loading: () => <Skeleton className="h-64 rounded-xl" />,
});

/** How many names one request reads. */
const MOST_REMOVED = 2000;

const NOTHING: Pick<Counters, "interactions" | "conversations" | "versions"> = {
  interactions: [],
  conversations: 0,
  versions: [],
};

/** How many conversations came to each interaction of the scenario, and how many left there. */
export function ResultsView() {
  const { botId, select } = useScenario();
  const [filter, setFilter] = useState<CounterFilter>({ version: "all", span: "7d" });
  const counters = useCounters(botId, filter);
  const { conversations, versions } = counters.data ?? NOTHING;
  const rows = useRows(botId, counters.data ?? NOTHING);
  return (
    <div className="@container grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <CounterFilters filter={filter} versions={versions} onChange={setFilter} />
        <p aria-live="polite" className="min-w-0 text-13 text-muted-foreground tabular-nums">
          {counters.data && countText(conversations)}
        </p>
        <Button
          variant="outline"
          className="ml-auto"
          disabled={conversations === 0}
          onClick={() => download(countersCsv(rows))}
        >
          <Download /> CSV
        </Button>
      </div>
      {counters.error && <LoadFailure error={counters.error} onRetry={counters.refetch} />}
      {counters.isPending && <Skeleton className="h-64 rounded-xl" />}
      {counters.data && conversations === 0 && <NoNumbers filter={filter} onChange={setFilter} />}
      {conversations > 0 && (
        <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-4", counters.isPlaceholderData && "opacity-60")}>
          <CounterChart rows={rows} />
          <CounterTable rows={rows} onOpen={select} />
          <p className="text-12 text-muted-foreground">
            Each conversation counts once. It has left at the interaction that it came to last, when the customer has
            written nothing for 24 hours or the conversation was closed.
          </p>
        </div>
      )}
    </div>
  );
}

/** The lines of the table. The names of removed interactions are read once. */
function useRows(botId: string, counted: typeof NOTHING): CounterRow[] {
  const trpc = useTRPC();
  const { interactions: drafts } = useScenario();
  const ids = useMemo(() => removedIds(drafts, counted.interactions), [drafts, counted.interactions]);
  const { data: removed } = useQuery(
    trpc.scenario.removed.queryOptions(
      { botId, ids: ids.slice(0, MOST_REMOVED) },
      { enabled: ids.length > 0, staleTime: Infinity },
    ),
  );
  return useMemo(() => {
    const names = new Map((removed ?? []).map(({ id, name }) => [id, name]));
    return counterRows(drafts, counted, names);
  }, [drafts, counted, removed]);
}

interface NoNumbersProps {
  filter: CounterFilter;
  onChange: (filter: CounterFilter) => void;
}

function NoNumbers({ filter, onChange }: NoNumbersProps) {
  const isAll = filter.span === "all";
  return (
    <EmptyState
      icon={<ChartBar />}
      title={isAll ? "No numbers yet" : "No numbers for this time"}
      action={
        <>
          {!isAll && (
            <Button variant="outline" onClick={() => onChange({ ...filter, span: "all" })}>
              Show all time
            </Button>
          )}
          {filter.version !== "draft" && (
            <Button variant="outline" onClick={() => onChange({ ...filter, version: "draft" })}>
              Show the test chat
            </Button>
          )}
        </>
      }
    >
      {filter.version === "draft"
        ? "They appear as soon as somebody writes to the bot in the test chat."
        : "They appear as soon as customers write to the published bot. Messages in the test chat count only for the draft."}
    </EmptyState>
  );
}

function countText(conversations: number): string {
  return conversations === 1 ? "1 conversation" : `${conversations.toLocaleString("en")} conversations`;
}

/** With a byte order mark, so that spreadsheets read it as UTF-8. */
function download(csv: string): void {
  const address = URL.createObjectURL(new Blob(["\uFEFF", csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "scenario-results.csv";
  link.click();
  URL.revokeObjectURL(address);
}
