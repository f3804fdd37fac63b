import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["inbox"];

/** One line of the list. */
export type InboxRow = Outputs["list"]["rows"][number];
export type InboxPage = Outputs["list"];
/** What the list can be narrowed by, and how much is unread. */
export type InboxFacets = Outputs["facets"];
/** A conversation without what was said in it. */
export type InboxConversation = Outputs["get"];
export type ThreadPage = Outputs["thread"];
/** What was said, noted or done. */
export type ThreadEntry = ThreadPage["entries"][number];
export type ThreadMessage = Extract<ThreadEntry, { type: "message" }>;
export type ThreadNote = Extract<ThreadEntry, { type: "note" }>;
export type ThreadEvent = Extract<ThreadEntry, { type: "event" }>;
export type Viewer = InboxConversation["viewers"][number];

/** Who uses the inbox. */
export interface InboxMember {
  id: string;
  name: string;
  /** Viewers may look, and no more. */
  canOperate: boolean;
}
