import { z } from "zod";

/** The list's filters, stored in the page's address. */
export interface InboxFilters {
  channelId: string | null;
  botId: string | null;
  state: InboxState | null;
  tag: string | null;
  search: string;
}

const inboxState = z.enum(["bot", "person", "closed", "undelivered", "unread"]);
export type InboxState = z.infer<typeof inboxState>;

export const noFilters: InboxFilters = { channelId: null, botId: null, state: null, tag: null, search: "" };

/** Reads the filters from an address; ignores values that are not valid. */
export function readFilters(params: URLSearchParams): InboxFilters {
  return {
    channelId: params.get("channel"),
    botId: params.get("bot"),
    state: inboxState.safeParse(params.get("state")).data ?? null,
    tag: params.get("tag"),
    search: params.get("search") ?? "",
  };
}

/** The inverse: "?state=person", or "" when there is no filter. */
export function writeFilters({ channelId, botId, state, tag, search }: InboxFilters): string {
  // Keep a trailing space: the user may still be typing.
  const words = search.trim() === "" ? "" : search;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ channel: channelId, bot: botId, state, tag, search: words })) {
    if (value !== null && value !== "") params.set(name, value);
  }
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** Whether any filter is set. */
export function isFiltered({ channelId, botId, state, tag, search }: InboxFilters): boolean {
  return search.trim() !== "" || [channelId, botId, state, tag].some((value) => value !== null);
}

/** The id of the open conversation from an address; null for the list alone. */
export function conversationOf(pathname: string): string | null {
  const [, root, id] = pathname.split("/");
  return root === "inbox" && id ? decodeURIComponent(id) : null;
}
