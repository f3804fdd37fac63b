import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import type { ThreadEntry, ThreadPage } from "../inbox-types";
import { mergeNewest, prependOlder, replaceKnown } from "./merge-thread";

/** How often the thread is polled without live hints. */
const POLL_MS = 5000;

/** A conversation's entries: the end is kept up to date, older entries load on demand. */
export function useThread(conversationId: string, isLive: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const newest = useQuery(
    trpc.inbox.thread.queryOptions({ conversationId }, { staleTime: 0, refetchInterval: isLive ? false : POLL_MS }),
  );
  const [seen, setSeen] = useState<ThreadPage>();
  const [before, setKnown] = useState<ThreadPage | null>(null);
  const hasNews = newest.data !== undefined && newest.data !== seen;
  // Merge during this render, so that no render has the new data but old entries.
  const known = useMemo(
    () => (hasNews && newest.data ? mergeNewest<ThreadEntry>(before, newest.data) : before),
    [hasNews, before, newest.data],
  );
  if (hasNews) {
    setSeen(newest.data);
    setKnown(known);
  }

  const read = useCallback(
    (before: number, limit?: number) =>
      queryClient.fetchQuery(
        trpc.inbox.thread.queryOptions(
          { conversationId, before, ...(limit && { limit }) },
          { staleTime: 0, gcTime: 0 },
        ),
      ),
    [conversationId, queryClient, trpc],
  );
  const older = useOlder(known?.nextBefore ?? null, read, setKnown);
  useUnsettled(known, { data: newest.data, at: newest.dataUpdatedAt }, read, setKnown);
  const entries = useMemo(() => known?.entries ?? [], [known]);
  return { newest, entries, hasOlder: typeof known?.nextBefore === "number", older };
}

type Read = (before: number, limit?: number) => Promise<ThreadPage>;
type SetKnown = (change: (known: ThreadPage | null) => ThreadPage | null) => void;

function useOlder(before: number | null, read: Read, setKnown: SetKnown) {
  const [isLoading, setLoading] = useState(false);
  const [failure, setFailure] = useState<string>();
  async function load(limit?: number) {
    if (before === null || isLoading) return;
    setLoading(true);
    setFailure(undefined);
    try {
      const page = await read(before, limit);
      setKnown((known) => (known?.nextBefore === before ? prependOlder<ThreadEntry>(known, page) : known));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setLoading(false);
    }
  }
  return { load, isLoading, failure };
}

/** The number of messages that are checked again. */
const MOST_UNSETTLED = 20;

/** Rereads messages above the newest page whose delivery can still change, each time that page was read. */
function useUnsettled(
  known: ThreadPage | null,
  newest: { data: ThreadPage | undefined; at: number },
  read: Read,
  setKnown: SetKnown,
) {
  const look = useEffectEvent(async () => {
    const oldestFresh = newest.data?.entries[0]?.seq ?? 0;
    const unsettled = known?.entries.filter((entry) => entry.seq < oldestFresh && !isSettled(entry)) ?? [];
    if (unsettled.length === 0) return;
    const pages = await Promise.all(unsettled.slice(-MOST_UNSETTLED).map(({ seq }) => read(seq + 1, 1)));
    const changed = pages.flatMap(({ entries }) => entries);
    setKnown((known) => known && replaceKnown<ThreadEntry>(known, changed));
  });
  const { at } = newest;
  useEffect(() => {
    // A failed read is repeated with the next hint.
    if (at > 0) look().catch((error: unknown) => console.warn("A delivery could not be read again:", error));
  }, [at]);
}

/** An undelivered message is not final: it can be sent again. */
function isSettled(entry: ThreadEntry): boolean {
  return entry.type !== "message" || entry.delivery.state === "none" || entry.delivery.state === "delivered";
}
