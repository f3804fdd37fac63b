import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { InboxLiveEvent } from "@/server/inbox/live/live-event";
import { coalesce } from "./coalesce";
import { followInbox } from "./follow-inbox";

/** How often the list is polled without a live connection. */
const POLL_MS = 5000;
/** A busy workspace sends several hints per second, faster than anyone can read. */
const LIST_REST_MS = 500;
const FACETS_REST_MS = 5000;

/**
 * Keeps the list and the open conversation in step with the server.
 * @param refreshList Rereads the list's newest page.
 * @returns Whether hints arrive; if not, the caller must poll.
 */
export function useInboxLive(openId: string | null, refreshList: () => Promise<unknown>): boolean {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isLive, setLive] = useState(false);
  const latest = useRef({ openId, refreshList });
  useEffect(() => {
    latest.current = { openId, refreshList };
  });

  useEffect(() => {
    const refreshList = coalesce(() => latest.current.refreshList(), { restMs: LIST_REST_MS, onFailure: warn });
    const readFacets = () => queryClient.invalidateQueries(trpc.inbox.facets.queryFilter());
    const refreshFacets = coalesce(readFacets, { restMs: FACETS_REST_MS, onFailure: warn });
    function onEvent(event: InboxLiveEvent) {
      if (event.type === "list") {
        refreshList();
        refreshFacets();
        return;
      }
      const { conversationId } = event;
      if (event.type === "thread") {
        // Queries of other conversations are only marked stale, and refetched when opened.
        void queryClient.invalidateQueries(trpc.inbox.get.queryFilter({ conversationId }));
        void queryClient.invalidateQueries(trpc.inbox.thread.queryFilter({ conversationId }));
      } else if (conversationId === latest.current.openId) {
        queryClient.setQueryData(
          trpc.inbox.get.queryKey({ conversationId }),
          (known) => known && { ...known, viewers: event.viewers },
        );
      }
    }
    return followInbox({ onEvent, onConnected: setLive });
  }, [queryClient, trpc]);

  useEffect(() => {
    if (isLive) return undefined;
    const timer = setInterval(() => latest.current.refreshList().catch(warn), POLL_MS);
    return () => clearInterval(timer);
  }, [isLive]);
  return isLive;
}

/** The list keeps its old data until the next hint. */
function warn(error: unknown) {
  console.warn("The inbox could not be refreshed:", error);
}
