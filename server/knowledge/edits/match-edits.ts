/** A chunk of the reading before, with the text that was read. */
export interface PartBefore {
  headings: string[];
  /** Null if it is not known what was read. */
  textHash: string | null;
  /** What people made of it; undefined if they left it as it was. */
  edit?: Edit;
}

/** The text that people wrote instead; null if they deleted the chunk. */
export interface Edit {
  text: string | null;
}

export interface PartNow {
  headings: string[];
  textHash: string;
}

export interface MatchedEdits {
  /** By the place of the chunk in the new reading. */
  kept: Map<number, Edit>;
  /** The edited chunks whose text the new reading does not have. */
  ended: PartBefore[];
}

/**
 * Finds the edited chunks of a document in a new reading of it, by the text that was read. Of several chunks with the
 * same text, those below the same headings belong together, and then those that are left, each in their order.
 * @param before In their order: the edited chunks and those with the same text as one of them.
 */
export function matchEdits(before: PartBefore[], now: PartNow[]): MatchedEdits {
  const places = Map.groupBy(now.keys(), (at) => now[at]?.textHash);
  const kept = new Map<number, Edit>();
  const ended: PartBefore[] = [];
  for (const [hash, parts] of Map.groupBy(before, ({ textHash }) => textHash)) {
    const alike = hash === null ? [] : (places.get(hash) ?? []);
    for (const { part, at } of pair(parts, alike, now)) {
      if (part.edit && at === undefined) ended.push(part);
      else if (part.edit && at !== undefined) kept.set(at, part.edit);
    }
  }
  return { kept, ended };
}

/** Pairs chunks with the places of those with the same text. */
function pair(parts: PartBefore[], alike: number[], now: PartNow[]): { part: PartBefore; at: number | undefined }[] {
  const below = new Map(
    Array.from(
      Map.groupBy(alike, (at) => pathOf(now[at]?.headings)),
      ([path, places]) => [path, places.values()],
    ),
  );
  const pairs = parts.map((part) => ({ part, at: below.get(pathOf(part.headings))?.next().value }));
  const left = [...below.values()].flatMap((places) => [...places]).toSorted((a, b) => a - b);
  const rest = left.values();
  return pairs.map(({ part, at }) => ({ part, at: at ?? rest.next().value }));
}

function pathOf(headings: string[] | undefined): string {
  return JSON.stringify(headings);
}
