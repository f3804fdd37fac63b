import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["inbox"];

/** One row of the list. */
export type InboxRow = Outputs["list"]["rows"][number];
export type InboxPage = Outputs["list"];
/** The values that the list can be filtered by, and the number of unread conversations. */
export type InboxFacets = Outputs["facets"];
/** A conversation without its messages. */
export type InboxConversation = Outputs["get"];
export type ThreadPage = Outputs["thread"];
/** A message, a note or an event. */
export type ThreadEntry = ThreadPage["entries"][number];
export type ThreadMessage = Extract<ThreadEntry, { type: "message" }>;
export type ThreadNote = Extract<ThreadEntry, { type: "note" }>;
export type ThreadEvent = Extract<ThreadEntry, { type: "event" }>;
export type Viewer = InboxConversation["viewers"][number];

/** The user of the inbox. */
export interface InboxMember {
  id: string;
  name: string;
  /** False for viewers, who can only read. */
  canOperate: boolean;
}
