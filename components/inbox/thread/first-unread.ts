interface Entry {
  id: string;
  type: string;
  /** Of messages. */
  sender?: string;
}

/**
 * The message before which "New" stands: of the customer's, the one from which on nobody has read them.
 * @returns Its id; null when all are read, or when it stands above what is known.
 */
export function firstUnread(entries: readonly Entry[], unread: number): string | null {
  if (unread <= 0) return null;
  const theirs = entries.filter((entry) => entry.type === "message" && entry.sender === "customer");
  return theirs.at(-unread)?.id ?? null;
}
