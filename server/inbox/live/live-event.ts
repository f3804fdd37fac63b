import type { Viewer } from "./list-viewers";

/** An event for the open pages of a workspace, sent as JSON in server-sent events without a name. */
export type InboxLiveEvent =
  /** Rows of the list or the facets have changed. */
  | { type: "list" }
  | { type: "thread"; conversationId: string }
  /** There are new notifications. */
  | { type: "notifications" }
  /** The members who now have the conversation open; empty when the last one has left. */
  | { type: "viewers"; conversationId: string; viewers: Viewer[] };
