"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useIsLive, useLiveEvents } from "@/components/live/live-provider";
import { useCoalesced } from "@/components/live/use-coalesced";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { countText } from "../list/count-text";

const POLL_MS = 30_000;
/** The counts of a busy workspace change several times per second. */
const REST_MS = 2000;

/** The number of conversations that wait for a person, in the navigation. */
export function InboxWaiting() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isLive = useIsLive();
  const counts = useQuery(trpc.inbox.counts.queryOptions(undefined, { refetchInterval: isLive ? false : POLL_MS }));
  const refresh = useCoalesced(() => {
    // A tab in the background reads them again when it is shown.
    const refetchType = document.visibilityState === "visible" ? "active" : "none";
    return queryClient.invalidateQueries({ ...trpc.inbox.counts.queryFilter(), refetchType });
  }, REST_MS);
  useLiveEvents(({ type }) => {
    if (type === "list") refresh();
  });
  const waiting = counts.data?.needsPerson ?? 0;
  if (waiting === 0) return null;
  return (
    <span className="flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-warning-soft px-1.5 text-12 leading-none font-semibold text-warning-soft-foreground tabular-nums">
      <span className="sr-only">, </span>
      {countText(waiting)}
      <span className="sr-only"> {waiting === 1 ? "needs" : "need"} a person</span>
    </span>
  );
}
