import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { type DeliveryFilters, listInput } from "../filters/delivery-filters";

const REFRESH_MS = 4000;
/** With more pages open, the user is reading old deliveries, and refreshing them all would cost too much. */
const REFRESHED_PAGES = 2;

/** The deliveries that match, page by page and live. */
export function useDeliveries(filters: DeliveryFilters) {
  const trpc = useTRPC();
  // Fixed when the page opens, so that the query key stays the same. Later deliveries are listed too.
  const [openedAt] = useState(() => new Date());
  return useInfiniteQuery(
    trpc.deliveries.list.infiniteQueryOptions(listInput(filters, openedAt), {
      getNextPageParam: (page) => page.nextCursor,
      staleTime: 0,
      placeholderData: (before) => before,
      refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > REFRESHED_PAGES ? false : REFRESH_MS),
    }),
  );
}
