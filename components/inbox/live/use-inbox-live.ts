import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { InboxLiveEvent } from "@/server/inbox/live/live-event";
import { coalesce } from "./coalesce";
import { followInbox } from "./follow-inbox";

/** Without the live connection the list is read this often. */
const POLL_MS = 5000;
/** In a busy workspace hints come several times a second: nobody reads that fast. */
const LIST_REST_MS = 500;
const FACETS_REST_MS = 5000;

/**
 * Keeps the list and the open conversation as the server has them.
 * @param refreshList Reads the list's newest page.
 * @returns Whether hints come now; if not, what is shown must be read again every few seconds.
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
        // What is not open is only marked, to be read again when it is opened.
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

/** The list shows what it knows, and is read again at the next hint. */
function warn(error: unknown) {
  console.warn("The inbox could not be read again:", error);
}
