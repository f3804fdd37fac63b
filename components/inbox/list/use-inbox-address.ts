import { usePathname, useSearchParams } from "next/navigation";
import { useAddressFilters } from "@/components/ui/use-address-filters";
import { conversationOf, type InboxFilters, readFilters, readFoundSeq, writeFilters } from "./inbox-filters";

/**
 * The open conversation, the message to show in it, and the list's view and filters, all kept in the page's address.
 * Opening another conversation requests its data only, not a new page.
 */
export function useInboxAddress() {
  const conversationId = conversationOf(usePathname());
  const params = useSearchParams();
  const { filters, change } = useAddressFilters<InboxFilters>(readFilters, writeFilters);
  const foundSeq = readFoundSeq(new URLSearchParams(params));

  return { conversationId, foundSeq, filters, change };
}

/** The address of a conversation or of the list alone, keeping the filters. */
export function addressOf(conversationId: string | null, filters: InboxFilters, foundSeq?: number | null): string {
  return (conversationId ? addressPath(conversationId) : "/inbox") + writeFilters(filters, foundSeq);
}

/** The same address without filters. */
export function addressPath(conversationId: string): string {
  return `/inbox/${encodeURIComponent(conversationId)}`;
}

/** Changes the address without a page load; the browser's Back button works. */
export function goTo(address: string): void {
  window.history.pushState(null, "", address);
}

/** Like `goTo`, but Back leads to where the user was before the current address. */
export function goOnTo(address: string): void {
  window.history.replaceState(null, "", address);
}
