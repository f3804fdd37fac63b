import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import type { InboxFilters } from "./inbox-filters";
import type { InboxPage } from "../inbox-types";
import { mergeNewestPage } from "./merge-rows";

/** The conversations that match the filters, page by page; `refresh` rereads the newest page and keeps the others. */
export function useInboxList({ view, channelId, botId, state, tag, memberId, search }: InboxFilters) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = search.trim();
  const input = useMemo(
    () => ({ view, filter: { channelId, botId, state, tag, memberId }, ...(words !== "" && { search: words }) }),
    [view, channelId, botId, state, tag, memberId, words],
  );
  const list = useInfiniteQuery(
    trpc.inbox.list.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      staleTime: 0,
      placeholderData: (before) => before,
    }),
  );

  const refresh = useCallback(async () => {
    const key = trpc.inbox.list.infiniteQueryKey(input);
    // Cancel a read in progress: it may be outdated, and would overwrite this one. The list query reports its own
    // errors.
    await queryClient
      .getQueryCache()
      .find({ queryKey: key, exact: true })
      ?.promise?.catch(() => undefined);
    const newest = await queryClient.fetchQuery(trpc.inbox.list.queryOptions(input, { staleTime: 0, gcTime: 0 }));
    queryClient.setQueryData<InfiniteData<InboxPage, string | null>>(
      key,
      (known) => known && { ...known, pages: mergeNewestPage(known.pages, newest) },
    );
  }, [input, queryClient, trpc]);

  const rows = useMemo(() => uniqueRows(list.data?.pages ?? []), [list.data]);
  return { list, rows, refresh };
}

/** A conversation that moved up while pages were read may be on two of them; the first is newer. */
function uniqueRows(pages: readonly InboxPage[]) {
  const byId = new Map<string, InboxPage["rows"][number]>();
  for (const row of pages.flatMap((page) => page.rows)) {
    if (!byId.has(row.id)) byId.set(row.id, row);
  }
  return [...byId.values()];
}
