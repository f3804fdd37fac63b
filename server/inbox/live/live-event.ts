import type { Viewer } from "./list-viewers";

/** What an open inbox is told, as JSON in server-sent events without a name. */
export type InboxLiveEvent =
  /** Rows of the list, or the facets, have changed. */
  | { type: "list" }
  | { type: "thread"; conversationId: string }
  /** Who has a conversation open from now on; an empty list when the last has left. */
  | { type: "viewers"; conversationId: string; viewers: Viewer[] };
