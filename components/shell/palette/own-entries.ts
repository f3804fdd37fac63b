import { hasRole, type Role } from "@/server/roles";
import { botParts } from "@/server/search/thing-kinds";
import { fuzzyMatches } from "@/server/text/fuzzy-score";
import { sectionsFor, type ShownTo } from "../pages";
import type { PaletteEntry } from "./entry";

interface OwnEntry extends PaletteEntry {
  keywords: string;
}

function pagesFor(member: ShownTo): OwnEntry[] {
  return sectionsFor(member).flatMap(({ title, links }) =>
    links.map(({ href, label, keywords }) => ({ kind: "page" as const, name: label, hint: title, href, keywords })),
  );
}

const inboxViews: readonly OwnEntry[] = [
  ["needs-person", "Needs a person"],
  ["mine", "Mine"],
  ["unassigned", "Unassigned"],
  ["snoozed", "Snoozed"],
  ["closed", "Closed"],
].map(([view, name]) => ({
  kind: "page",
  name: `Inbox: ${name}`,
  hint: null,
  href: `/inbox?view=${view}`,
  keywords: "view conversations",
}));

const deeperPages: readonly OwnEntry[] = [
  { name: "Direct questions", hint: "Knowledge", href: "/knowledge/questions", keywords: "faq answers" },
  { name: "Synonyms", hint: "Knowledge", href: "/knowledge/synonyms", keywords: "words search" },
  { name: "Deliveries", hint: "Webhooks", href: "/settings/webhooks/deliveries", keywords: "log attempts" },
  { name: "Event catalogue", hint: "Webhooks", href: "/settings/webhooks/events", keywords: "payload" },
  { name: "Check a signature", hint: "Webhooks", href: "/settings/webhooks/verify", keywords: "verify" },
].map((page) => ({ ...page, kind: "page" as const }));

interface Command {
  name: string;
  /** Null: it asks for a bot first. */
  href: string | null;
  keywords: string;
  atLeast: Role;
}

const commands: readonly Command[] = [
  { name: "New bot", href: "/bots?new=bot", keywords: "create add assistant", atLeast: "editor" },
  { name: "New action in …", href: null, keywords: "create add bot connect system", atLeast: "editor" },
  {
    name: "Add files to the knowledge base",
    href: "/knowledge?new=files",
    keywords: "upload pdf docx",
    atLeast: "editor",
  },
  {
    name: "New direct question",
    href: "/knowledge/questions?new=question",
    keywords: "create add faq",
    atLeast: "editor",
  },
  { name: "New table", href: "/tables?new=table", keywords: "create add data", atLeast: "editor" },
  { name: "Import a table", href: "/tables/import", keywords: "new csv xlsx upload file", atLeast: "editor" },
  { name: "New raffle", href: "/raffles/new", keywords: "create add prizes", atLeast: "editor" },
  { name: "New poll", href: "/polls/new", keywords: "create add vote", atLeast: "editor" },
  { name: "New workspace", href: "/bots?new=workspace", keywords: "create add company brand", atLeast: "viewer" },
  { name: "New webhook endpoint", href: "/settings/webhooks/new", keywords: "create add events", atLeast: "admin" },
];

/** The pages that fit a search and to which the member has access, best first. */
export function findPages(search: string, member: ShownTo): { entry: PaletteEntry; score: number }[] {
  const pages = pagesFor(member);
  if (search.trim() === "") return pages.map((entry) => ({ entry, score: 1 }));
  const deeper = deeperPages.filter(({ hint }) => !member.isLimited || hint !== "Webhooks");
  return byNames([...pages, ...inboxViews, ...deeper], search);
}

/** The commands that fit a search and that the role allows, best first. */
export function findCommands(search: string, { role }: ShownTo): { entry: PaletteEntry; score: number }[] {
  const allowed = commands.filter(({ atLeast }) => hasRole(role, atLeast));
  return byNames(
    allowed.map((command) => ({ ...command, kind: "command" as const, hint: null })),
    search,
  );
}

/** The pages of one bot. */
export function pagesOfBot(bot: { id: string; name: string }): PaletteEntry[] {
  return botParts.map(({ path, label }) => ({
    kind: "page",
    name: label,
    hint: bot.name,
    href: `/bots/${bot.id}${path}`,
  }));
}

/** Fitting names come before fitting keywords. */
function byNames(entries: readonly OwnEntry[], search: string) {
  const named = fuzzyMatches(entries, search, ({ name }) => name);
  const known = new Set(named.map(({ item }) => item));
  const others = entries.filter((entry) => !known.has(entry));
  const described = fuzzyMatches(others, search, ({ name, keywords }) => `${name} ${keywords}`);
  const found = [...named, ...described.map(({ item, score }) => ({ item, score: score / 2 }))];
  return found.map(({ item: { kind, name, hint, href }, score }) => ({ entry: { kind, name, hint, href }, score }));
}
