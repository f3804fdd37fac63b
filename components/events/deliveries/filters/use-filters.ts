import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type DeliveryFilters, readFilters, writeFilters } from "./delivery-filters";

/** The filters in the page's address, and a function that changes some of them. */
export function useFilters() {
  const params = useSearchParams();
  const filters = useMemo(() => readFilters(new URLSearchParams(params)), [params]);
  function change(part: Partial<DeliveryFilters>) {
    // Read the address itself: it may be newer than this render.
    const { pathname, search } = window.location;
    const current = readFilters(new URLSearchParams(search));
    // Not a navigation: the list is fetched by the browser, so the server need not render the page again.
    window.history.replaceState(null, "", pathname + writeFilters({ ...current, ...part }));
  }
  return { filters, change };
}
