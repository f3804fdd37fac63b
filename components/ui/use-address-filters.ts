import { useSearchParams } from "next/navigation";
import { useMemo } from "react";

/**
 * The filters of a list, kept in the page's address, and a function that changes some of them.
 * @param read Reads them from an address. A function of a module, so that the filters stay the same between renders.
 * @param write The inverse: "?status=open", or "" without a filter.
 */
export function useAddressFilters<Filters extends object>(
  read: (params: URLSearchParams) => Filters,
  write: (filters: Filters) => string,
) {
  const params = useSearchParams();
  const filters = useMemo(() => read(new URLSearchParams(params)), [params, read]);
  function change(part: Partial<Filters>) {
    // Read the address itself: it may be newer than this render.
    const { pathname, search } = window.location;
    const current = read(new URLSearchParams(search));
    // Not a navigation: the list is fetched by the browser, so the server need not render the page again.
    window.history.replaceState(null, "", pathname + write({ ...current, ...part }));
  }
  return { filters, change };
}
