import type { NotificationItem } from "../use-notifications";

/**
 * Returns the unseen calls for a person that have been added since the list was last read, newest first. The first
 * reading adds nothing, so that opening a page repeats no alerts.
 */
export function newCalls(
  before: readonly NotificationItem[] | null,
  now: readonly NotificationItem[],
): NotificationItem[] {
  if (before === null) return [];
  const known = new Set(before.map(({ id }) => id));
  const firstKnown = now.findIndex(({ id }) => known.has(id));
  const added = firstKnown === -1 ? now : now.slice(0, firstKnown);
  return added.filter(({ kind, isUnseen }) => kind === "person_called" && isUnseen);
}
