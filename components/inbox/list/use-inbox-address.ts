import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { conversationOf, type InboxFilters, readFilters, writeFilters } from "./inbox-filters";

/**
 * Which conversation is open and what the list is narrowed by: both are in the page's address. Going from one
 * conversation to the next asks the server for data only, not for another page.
 */
export function useInboxAddress() {
  const conversationId = conversationOf(usePathname());
  const params = useSearchParams();
  const filters = useMemo(() => readFilters(new URLSearchParams(params)), [params]);

  function change(part: Partial<InboxFilters>) {
    // What the address says now, which may be newer than what this rendering knows.
    const { pathname, search } = window.location;
    const current = readFilters(new URLSearchParams(search));
    window.history.replaceState(null, "", pathname + writeFilters({ ...current, ...part }));
  }

  return { conversationId, filters, change };
}

/** The address of a conversation, or of the list alone, with the list as it is. */
export function addressOf(conversationId: string | null, filters: InboxFilters): string {
  return (conversationId ? addressPath(conversationId) : "/inbox") + writeFilters(filters);
}

/** The same without the list's filters. */
export function addressPath(conversationId: string): string {
  return `/inbox/${encodeURIComponent(conversationId)}`;
}

/** Goes there without a page load; the browser's Back comes back. */
export function goTo(address: string): void {
  window.history.pushState(null, "", address);
}
