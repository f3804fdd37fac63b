/** The states of a question that the knowledge base did not answer. */
export const gapStatuses = ["open", "answered", "dismissed"] as const;

export const GAPS_PER_PAGE = 50;
