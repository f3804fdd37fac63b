import type { VariableGroup, VariableItem } from "../variable-group";

/** Enough for a list to look through; typing more letters finds the rest. */
const MAX_IN_GROUP = 30;

/** The variables that fit what is typed, the best ones first in each group, and the groups by their best one. */
export function matchVariables(groups: VariableGroup[], query: string): VariableGroup[] {
  const wanted = query.toLowerCase();
  return groups
    .map(({ label, items }) => {
      const ranked = items
        .map((item) => ({ item, rank: rankOf(item, wanted) }))
        .filter(({ rank }) => rank < NONE)
        .toSorted((a, b) => a.rank - b.rank)
        .slice(0, MAX_IN_GROUP);
      return { label, items: ranked.map(({ item }) => item), rank: ranked[0]?.rank ?? NONE };
    })
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ label, items }) => ({ label, items }));
}

const NONE = 9;

/** 0 for the whole reference, then its start, the start of one of its names, a part of it, and a word of its hint. */
function rankOf({ reference, hint }: VariableItem, wanted: string): number {
  const text = reference.toLowerCase();
  if (wanted === "" || text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const at = text.indexOf(wanted);
  if (at > 0) return /\w/.test(text.charAt(at - 1)) ? 3 : 2;
  return wanted.length > 2 && hint.toLowerCase().includes(wanted) ? 4 : NONE;
}
