import type { inferRouterOutputs } from "@trpc/server";
import { customerName } from "@/components/inbox/list/row-name";
import type { Thing } from "@/server/search/find-things";
import type { ThingKind } from "@/server/search/thing-kinds";
import { fuzzyScore } from "@/server/text/fuzzy-score";
import type { AppRouter } from "@/server/trpc/root";
import type { PaletteEntry, PaletteGroup } from "./entry";
import { pagesOfBot } from "./own-entries";

type Conversation = inferRouterOutputs<AppRouter>["inbox"]["list"]["rows"][number];

const MOST_CONVERSATIONS = 6;

/** One more than are shown tells that there are more. */
export const CONVERSATIONS_ASKED = MOST_CONVERSATIONS + 1;

const titles: Record<ThingKind, string> = {
  bot: "Bots",
  action: "Actions",
  table: "Tables",
  channel: "Channels",
  source: "Knowledge sources",
  raffle: "Raffles",
  poll: "Polls",
};

const places: Record<ThingKind, (thing: Thing) => string> = {
  bot: ({ id }) => `/bots/${id}`,
  action: ({ id, bot }) => `/bots/${bot?.id}/actions/${id}`,
  table: ({ id }) => `/tables/${id}`,
  channel: ({ id, bot }) => `/bots/${bot?.id}/channels/${id}`,
  source: ({ id }) => `/knowledge/${id}`,
  raffle: ({ id }) => `/raffles/${id}`,
  poll: ({ id }) => `/polls/${id}`,
};

/** The things that the server found, a group for each kind, with the score of its best. */
export function groupThings(things: readonly Thing[], search: string): { group: PaletteGroup; score: number }[] {
  const kinds = [...new Set(things.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const ofKind = things.filter((thing) => thing.kind === kind);
    const entries = kind === "bot" ? ofKind.flatMap((bot) => entriesOfBot(bot, search)) : ofKind.map(toEntry);
    const scores = ofKind.map((thing) => fuzzyScore(thing.name, search) ?? thing.score / 2);
    return { group: { title: titles[kind], entries }, score: Math.max(...scores) };
  });
}

function toEntry(thing: Thing): PaletteEntry {
  return { kind: thing.kind, name: thing.name, hint: thing.bot?.name ?? null, href: places[thing.kind](thing) };
}

/** The bot itself if its name fits; else the pages of it that the search names ("shop channels"). */
function entriesOfBot(bot: Thing, search: string): PaletteEntry[] {
  if (fuzzyScore(bot.name, search) !== null) return [toEntry(bot)];
  return pagesOfBot(bot)
    .filter(({ name }) => fuzzyScore(`${bot.name} ${name}`, search) !== null)
    .map((page) => ({ ...page, kind: "bot", name: `${bot.name}: ${page.name}`, hint: null }));
}

/** The bots of which one gets a new action. */
export function botChoices(things: readonly Thing[], search: string): PaletteEntry[] {
  return things
    .filter(({ kind, name }) => kind === "bot" && fuzzyScore(name, search) !== null)
    .map(({ id, name }) => ({ kind: "bot", name, hint: "New action", href: `/bots/${id}/actions/new` }));
}

/** The newest conversations that the inbox's search found, and the way to all of them. */
export function conversationEntries(rows: readonly Conversation[], search: string): PaletteEntry[] {
  const shown = rows.slice(0, MOST_CONVERSATIONS).map((row) => ({
    kind: "conversation" as const,
    name: customerName(row),
    hint: row.hit ? row.hit.parts.map(({ text }) => text).join("") : row.channel.name,
    href: `/inbox/${row.id}${row.hit ? `?found=${row.hit.seq}` : ""}`,
  }));
  if (rows.length <= MOST_CONVERSATIONS) return shown;
  const all = `/inbox?${new URLSearchParams({ search: search.trim() })}`;
  return [...shown, { kind: "page", name: "Show all in the inbox", hint: null, href: all }];
}
