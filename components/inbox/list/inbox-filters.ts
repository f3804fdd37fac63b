import { z } from "zod";
import { type InboxView, inboxView } from "@/server/inbox/schema";

/** The list's view and filters, stored in the page's address. */
export interface InboxFilters {
  view: InboxView;
  channelId: string | null;
  botId: string | null;
  state: InboxState | null;
  tag: string | null;
  /** The assignee's id. */
  memberId: string | null;
  search: string;
}

const inboxState = z.enum(["bot", "person", "undelivered", "unread"]);
export type InboxState = z.infer<typeof inboxState>;

/** The view without a `view` in the address. */
const DEFAULT_VIEW = "all";

/** The filters besides the view, when none is set. */
export const noFilters = {
  channelId: null,
  botId: null,
  state: null,
  tag: null,
  memberId: null,
  search: "",
} satisfies Partial<InboxFilters>;

/** Reads the filters from an address; ignores values that are not valid. */
export function readFilters(params: URLSearchParams): InboxFilters {
  return {
    view: inboxView.safeParse(params.get("view")).data ?? DEFAULT_VIEW,
    channelId: params.get("channel"),
    botId: params.get("bot"),
    state: inboxState.safeParse(params.get("state")).data ?? null,
    tag: params.get("tag"),
    memberId: params.get("assignee"),
    search: params.get("search") ?? "",
  };
}

/** The sequence number of the message to show, which a search found; null without one. */
export function readFoundSeq(params: URLSearchParams): number | null {
  return z.coerce.number().int().positive().safeParse(params.get("found")).data ?? null;
}

/**
 * The inverse: "?state=person", or "" when there is no filter.
 * @param foundSeq The message to show in the opened conversation.
 */
export function writeFilters(filters: InboxFilters, foundSeq: number | null = null): string {
  const { view, channelId, botId, state, tag, memberId, search } = filters;
  const params = new URLSearchParams();
  const values = {
    view: view === DEFAULT_VIEW ? null : view,
    channel: channelId,
    bot: botId,
    state,
    tag,
    assignee: memberId,
    // Keep a trailing space: the user may still be typing.
    search: search.trim() === "" ? "" : search,
    found: foundSeq === null ? null : String(foundSeq),
  };
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== "") params.set(name, value);
  }
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** Whether any filter besides the view is set. */
export function isFiltered({ channelId, botId, state, tag, memberId, search }: InboxFilters): boolean {
  return search.trim() !== "" || [channelId, botId, state, tag, memberId].some((value) => value !== null);
}

/** The id of the open conversation from an address; null for the list alone. */
export function conversationOf(pathname: string): string | null {
  const [, root, id] = pathname.split("/");
  return root === "inbox" && id ? decodeURIComponent(id) : null;
}
