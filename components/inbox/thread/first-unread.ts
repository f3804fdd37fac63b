interface Entry {
  id: string;
  type: string;
  /** Only messages have a sender. */
  sender?: string;
}

/**
 * Finds the customer message above which "New" is shown: the first unread one.
 * @returns Its id; null if all are read, or if it is above the loaded entries.
 */
export function firstUnread(entries: readonly Entry[], unread: number): string | null {
  if (unread <= 0) return null;
  const theirs = entries.filter((entry) => entry.type === "message" && entry.sender === "customer");
  return theirs.at(-unread)?.id ?? null;
}
