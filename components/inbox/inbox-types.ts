import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["inbox"];

/** One row of the list. */
export type InboxRow = Outputs["list"]["rows"][number];
export type InboxPage = Outputs["list"];
/** The values that the list can be filtered by, and the members to assign conversations to. */
export type InboxFacets = Outputs["facets"];
/** How many conversations wait for a person, and for the user. */
export type InboxCounts = Outputs["counts"];
/** A conversation without its messages. */
export type InboxConversation = Outputs["get"];
export type ThreadPage = Outputs["thread"];
/** A message, a note or an event. */
export type ThreadEntry = ThreadPage["entries"][number];
export type ThreadMessage = Extract<ThreadEntry, { type: "message" }>;
export type ThreadNote = Extract<ThreadEntry, { type: "note" }>;
export type ThreadEvent = Extract<ThreadEntry, { type: "event" }>;
/** A saved reply of the workspace. */
export type SavedReply = inferRouterOutputs<AppRouter>["savedReplies"]["list"][number];
/** What the bot does next if the customer stays silent. */
export type Reminder = NonNullable<InboxConversation["reminder"]>;
export type Viewer = InboxConversation["viewers"][number];

/** A change of several conversations in one request. */
export type ManyChange = inferRouterInputs<AppRouter>["inbox"]["changeMany"]["change"];

/** The user of the inbox. */
export interface InboxMember {
  id: string;
  name: string;
  /** False for viewers, who can only read. */
  canOperate: boolean;
}
