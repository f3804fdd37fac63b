import { z } from "zod";

/** Which conversations the inbox lists, as the page's address says it. */
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

/** Reads an address's parameters; what cannot be read filters nothing. */
export function readFilters(params: URLSearchParams): InboxFilters {
  return {
    channelId: params.get("channel"),
    botId: params.get("bot"),
    state: inboxState.safeParse(params.get("state")).data ?? null,
    tag: params.get("tag"),
    search: params.get("search") ?? "",
  };
}

/** The other way round: "?state=person", or nothing when all is listed. */
export function writeFilters({ channelId, botId, state, tag, search }: InboxFilters): string {
  // A blank at its end stays: somebody may be typing.
  const words = search.trim() === "" ? "" : search;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ channel: channelId, bot: botId, state, tag, search: words })) {
    if (value !== null && value !== "") params.set(name, value);
  }
  return params.size > 0 ? `?${params.toString()}` : "";
}

/** Whether less than everything is listed. */
export function isFiltered({ channelId, botId, state, tag, search }: InboxFilters): boolean {
  return search.trim() !== "" || [channelId, botId, state, tag].some((value) => value !== null);
}

/** The conversation that an address shows; null for the list alone. */
export function conversationOf(pathname: string): string | null {
  const [, root, id] = pathname.split("/");
  return root === "inbox" && id ? decodeURIComponent(id) : null;
}
