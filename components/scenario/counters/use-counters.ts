import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useIsLive, useLiveEvents } from "@/components/live/live-provider";
import { useCoalesced } from "@/components/live/use-coalesced";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { CounterSpan } from "@/server/schemas/scenario/counters";
import type { AppRouter } from "@/server/trpc/root";

export type Counters = inferRouterOutputs<AppRouter>["scenario"]["counters"];
export type InteractionCounts = Counters["interactions"][number];

export interface CounterFilter {
  /** `all`: every published version; `draft`: the test chat; otherwise a version's id. */
  version: string;
  span: CounterSpan;
}

/** How often the counters are read without a live connection. */
const POLL_MS = 10_000;
/** A busy workspace changes several times per second. */
const REST_MS = 5000;

/** The counters of a bot's scenario, read again when conversations change. */
export function useCounters(botId: string, { version, span }: CounterFilter) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isLive = useIsLive();
  const options = trpc.scenario.counters.queryOptions({ botId, version, span });
  const counters = useQuery({
    ...options,
    // The test chat causes no live events.
    refetchInterval: isLive && version !== "draft" ? false : POLL_MS,
    placeholderData: keepPreviousData,
  });
  const refresh = useCoalesced(() => queryClient.invalidateQueries({ queryKey: options.queryKey }), REST_MS);
  useLiveEvents(({ type }) => {
    if (type === "list" && document.visibilityState === "visible") refresh();
  });
  return counters;
}
