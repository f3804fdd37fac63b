import { csvLine } from "@/server/tables/exports/csv-line";
import type { InteractionCounts } from "./use-counters";

/** An interaction of the draft: what the table of counters shows of it. */
interface CountedInteraction {
  id: string;
  name: string;
  menu: { rows: readonly { id: string; text: string }[] } | null;
}

export interface OptionRow {
  id: string;
  text: string;
  chose: number;
  /** Of those who came to the interaction, from 0 to 1; null if nobody came. */
  share: number | null;
}

/** A line of the table. Shares are from 0 to 1. */
export interface CounterRow {
  id: string;
  name: string;
  /** The draft no longer has it. */
  isRemoved: boolean;
  came: number;
  /** Of all conversations; null without conversations. */
  share: number | null;
  stillHere: number;
  left: number;
  /** Of those who came; null if nobody came. */
  dropOff: number | null;
  /** The rows of its menu. */
  options: OptionRow[];
}

interface Counted {
  interactions: readonly InteractionCounts[];
  conversations: number;
}

const REMOVED_ROW = "A removed row";
const WEBHOOK_ROW = "Any answer";

/**
 * The lines of the table in the order of the scenario, followed by interactions that the draft no longer has.
 * @param names The names of what the draft no longer has, by id.
 */
export function counterRows(
  drafts: readonly CountedInteraction[],
  { interactions, conversations }: Counted,
  names: ReadonlyMap<string, string>,
): CounterRow[] {
  const counts = new Map(interactions.map((one) => [one.interactionId, one]));
  const known = new Set(drafts.map(({ id }) => id));
  const removed = interactions
    .filter(({ interactionId }) => !known.has(interactionId))
    .map(({ interactionId: id }) => ({ id, name: names.get(id) ?? "A removed interaction", menu: null }));
  return [...drafts, ...removed].map((one) => {
    const { came = 0, left = 0, stillHere = 0, rows = [] } = counts.get(one.id) ?? {};
    const share = shareOf(came, conversations);
    const line = { id: one.id, name: one.name, isRemoved: !known.has(one.id), came, share, stillHere, left };
    return { ...line, dropOff: shareOf(left, came), options: optionRows(one, rows, came, names) };
  });
}

/** The ids that were counted and that the draft no longer has. */
export function removedIds(
  drafts: readonly CountedInteraction[],
  interactions: readonly InteractionCounts[],
): string[] {
  const known = new Set(drafts.flatMap(({ id, menu }) => [id, ...(menu?.rows ?? []).map((row) => row.id)]));
  const counted = interactions.flatMap(({ interactionId, rows }) => [interactionId, ...rows.map(({ rowId }) => rowId)]);
  return [...new Set(counted.filter((id) => !known.has(id)))].toSorted();
}

function optionRows(
  { menu }: CountedInteraction,
  counted: InteractionCounts["rows"],
  came: number,
  names: ReadonlyMap<string, string>,
): OptionRow[] {
  const chosen = new Map(counted.map(({ rowId, chose }) => [rowId, chose]));
  const rows = menu?.rows ?? [];
  const removed = counted
    .filter(({ rowId }) => !rows.some(({ id }) => id === rowId))
    .map(({ rowId: id }) => ({ id, text: names.get(id) ?? REMOVED_ROW }));
  return [...rows, ...removed].map(({ id, text }) => {
    const chose = chosen.get(id) ?? 0;
    return { id, text: text || WEBHOOK_ROW, chose, share: shareOf(chose, came) };
  });
}

/** A conversation may have come before the chosen time, and left in it. */
function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.min(1, part / whole);
}

export type SortKey = "name" | "came" | "left" | "dropOff";

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export function sortedRows(rows: readonly CounterRow[], { key, descending }: Sort): CounterRow[] {
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const order = key === "name" ? a.name.localeCompare(b.name) : (a[key] ?? -1) - (b[key] ?? -1);
    return order * direction;
  });
}

/** "12 %". */
export function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}

/** The table as CSV (RFC 4180): a line for each interaction and, after it, for each row of its menu. */
export function countersCsv(rows: readonly CounterRow[]): string {
  const head = ["Interaction", "Menu row", "Conversations", "Share", "Still here", "Left", "Drop-off"];
  const lines = rows.flatMap(({ name, came, share, stillHere, left, dropOff, options }) => [
    csvLine([name, "", came, rounded(share), stillHere, left, rounded(dropOff)]),
    ...options.map((option) => csvLine([name, option.text, option.chose, rounded(option.share), "", "", ""])),
  ]);
  return [csvLine(head), ...lines].join("");
}

function rounded(share: number | null): number | "" {
  return share === null ? "" : Math.round(share * 1000) / 1000;
}
