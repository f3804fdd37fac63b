"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useIsLive, useLiveEvents } from "@/components/live/live-provider";
import { useCoalesced } from "@/components/live/use-coalesced";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { UnreadMark } from "../list/unread-mark";

const POLL_MS = 30_000;
/** The counts of a busy workspace change several times per second. */
const REST_MS = 5000;

/** The unread count in the navigation. */
export function InboxUnread() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isLive = useIsLive();
  const facets = useQuery(trpc.inbox.facets.queryOptions(undefined, { refetchInterval: isLive ? false : POLL_MS }));
  const refresh = useCoalesced(() => {
    // A tab in the background reads them again when it is shown.
    const refetchType = document.visibilityState === "visible" ? "active" : "none";
    return queryClient.invalidateQueries({ ...trpc.inbox.facets.queryFilter(), refetchType });
  }, REST_MS);
  useLiveEvents(({ type }) => {
    if (type === "list") refresh();
  });
  const unread = facets.data?.unread ?? 0;
  return unread > 0 && <UnreadMark count={unread} className="ml-auto" />;
}
