import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { useSettled } from "@/components/ui/use-settled";
import type { Thing } from "@/server/search/find-things";
import { searchedText } from "@/server/search/thing-kinds";
import { fuzzyScore } from "@/server/text/fuzzy-score";
import type { PaletteEntry, PaletteGroup } from "./entry";
import { botChoices, CONVERSATIONS_ASKED, conversationEntries, groupThings } from "./found-entries";
import type { ShownTo } from "../pages";
import { findCommands, findPages, pagesOfBot } from "./own-entries";

const TYPING_MS = 150;
/** One letter would find almost every conversation. */
const FEWEST_LETTERS = 2;

interface Asked {
  search: string;
  member: ShownTo;
  recent: readonly PaletteEntry[];
  /** Only bots are offered, to choose the one that gets a new action. */
  isChoosingBot: boolean;
}

/**
 * What the palette offers for a search. Pages and commands are there immediately; the server's answers follow when the
 * typing pauses. Each answer belongs to its search, so an older one never replaces a newer one.
 */
export function usePaletteGroups({ search, member, recent, isChoosingBot }: Asked) {
  const trpc = useTRPC();
  const pathname = usePathname();
  const typed = search.trim();
  const asked = useSettled(typed, TYPING_MS);
  const options = { trpc: { abortOnUnmount: true } };
  const found = useQuery(
    trpc.search.things.queryOptions({ search: asked }, { ...options, placeholderData: keepPreviousData }),
  );
  const hasConversations = !isChoosingBot && asked.length >= FEWEST_LETTERS;
  const inbox = useQuery(
    trpc.inbox.list.queryOptions(
      { view: "all", search: asked, limit: CONVERSATIONS_ASKED },
      { ...options, enabled: hasConversations },
    ),
  );
  // While a newer answer is on its way, the earlier one is shown as far as it fits.
  const things = (found.data ?? []).filter((thing) => fuzzyScore(searchedText(thing), typed) !== null);
  const rows = hasConversations && asked === typed ? (inbox.data?.rows ?? []) : [];
  const isBusy = asked !== typed || found.isFetching || (hasConversations && inbox.isFetching);
  const error = found.error ?? (hasConversations ? inbox.error : null);
  return { groups: makeGroups().filter(({ entries }) => entries.length > 0), isBusy, error };

  function makeGroups(): PaletteGroup[] {
    if (isChoosingBot) return [{ title: "New action in", entries: botChoices(things, typed) }];
    const commands = { title: "Create", ...entriesOf(findCommands(typed, member)) };
    const pages = { title: "Go to", ...entriesOf(findPages(typed, member)) };
    if (typed === "") {
      return [
        { title: "Recent", entries: recent },
        { title: "This bot", entries: pagesOfThis(things, pathname) },
        ...groupThings(things, typed).map(({ group }) => group),
        commands,
        pages,
      ];
    }
    const ranked = [
      { group: commands, score: commands.score },
      { group: pages, score: pages.score },
      ...groupThings(things, typed),
    ].toSorted((a, b) => b.score - a.score);
    return [...ranked.map(({ group }) => group), { title: "Conversations", entries: conversationEntries(rows, typed) }];
  }
}

function entriesOf(found: readonly { entry: PaletteEntry; score: number }[]) {
  return { entries: found.map(({ entry }) => entry), score: found[0]?.score ?? 0 };
}

/** The pages of the bot that is open, if it is among the bots that were changed last. */
function pagesOfThis(bots: readonly Thing[], pathname: string): PaletteEntry[] {
  const [, root, id] = pathname.split("/");
  const bot = root === "bots" ? bots.find((one) => one.id === id) : undefined;
  return bot ? pagesOfBot(bot) : [];
}
