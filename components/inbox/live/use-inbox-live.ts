import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useIsLive, useLiveEvents } from "@/components/live/live-provider";
import { useCoalesced } from "@/components/live/use-coalesced";
import { useTRPC } from "@/components/trpc/trpc-provider";

/** How often the list is polled without a live connection. */
const POLL_MS = 5000;
/** A busy workspace sends several hints per second, faster than anyone can read. */
const LIST_REST_MS = 500;

/**
 * Keeps the list and the open conversation in step with the server.
 * @param refreshList Rereads the list's newest page.
 * @returns Whether hints arrive; if not, the caller must poll.
 */
export function useInboxLive(openId: string | null, refreshList: () => Promise<unknown>): boolean {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isLive = useIsLive();
  const refreshSoon = useCoalesced(refreshList, LIST_REST_MS);
  useLiveEvents((event) => {
    if (event.type === "list") refreshSoon();
    else if (event.type === "thread") {
      const { conversationId } = event;
      // Queries of other conversations are only marked stale, and refetched when opened.
      void queryClient.invalidateQueries(trpc.inbox.get.queryFilter({ conversationId }));
      void queryClient.invalidateQueries(trpc.inbox.thread.queryFilter({ conversationId }));
    } else if (event.type === "viewers" && event.conversationId === openId) {
      queryClient.setQueryData(
        trpc.inbox.get.queryKey({ conversationId: openId }),
        (known) => known && { ...known, viewers: event.viewers },
      );
    }
  });

  useEffect(() => {
    if (isLive) return undefined;
    const timer = setInterval(refreshSoon, POLL_MS);
    return () => clearInterval(timer);
  }, [isLive, refreshSoon]);
  return isLive;
}
