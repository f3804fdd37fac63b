import { sql } from "drizzle-orm";
import { distance } from "fastest-levenshtein";
import { knowledgeEntries, knowledgeWords } from "@/db/schema/knowledge";
import { statement } from "@/db/statement";
import type { TermHasher } from "../index/term-hash";
import { type Concept, formsOf, type ReadQuestion } from "./read-question";
import type { Statistics } from "./statistics";

const CORRECTION_WEIGHT = 0.8;
/** A misspelled word of up to this many letters has one wrong letter; a longer one may have two. */
const SHORT_WORD = 6;
const LEAST_LETTERS = 4;
const MOST_WORDS = 5;
const MOST_CORRECTIONS = 3;
const SIMILAR_READ = 12;

const selectSimilar = statement<
  { workspaceId: string; words: string; hashes: string; swaps: string },
  { word: string; meant: string }
>(
  ({ workspaceId, words, hashes, swaps }) => sql`
    -- Materialized, because PostgreSQL would expect to find a chunk soon if it read the whole table.
    with chunks as materialized (
      select terms, workspace_id, is_live from ${knowledgeEntries} where terms && ${hashes}::text::int[]
    )
    select given.word, alike.word as meant
    from unnest(${words}::text::text[], ${hashes}::text::int[], ${swaps}::text::text[]) as given (word, hash, swaps),
    lateral (
      select known.word from ${knowledgeWords} as known
      where known.workspace_id = ${workspaceId} and known.word = any(string_to_array(given.swaps, ' '))
      union
      (select known.word from ${knowledgeWords} as known
      where known.workspace_id = ${workspaceId} and known.word % given.word
      order by similarity(known.word, given.word) desc, known.word limit ${sql.raw(String(SIMILAR_READ))})
    ) as alike
    where not exists (
      select from chunks
      where chunks.terms @> array[given.hash] and chunks.workspace_id = ${workspaceId} and chunks.is_live
    )`,
);

/** Adds the words that a misspelled word of the question can mean. A word of the knowledge is not misspelled. */
export async function correctWords(
  workspaceId: string,
  { concepts, languages, runs }: ReadQuestion,
  statistics: Statistics,
  hasher: TermHasher,
): Promise<void> {
  const unknown = concepts.filter((concept) => mayBeMisspelled(concept, statistics)).slice(0, MOST_WORDS);
  if (unknown.length === 0) return;
  const rows = await selectSimilar({
    workspaceId,
    words: `{${unknown.map(({ word }) => word).join(",")}}`,
    hashes: `{${unknown.map(({ forms }) => forms[0]?.hash ?? 0).join(",")}}`,
    // Two letters in the wrong order leave too few common parts for the index.
    swaps: `{${unknown
      .map(({ word }) => swapsOf(word).join(" "))
      .map((swaps) => `"${swaps}"`)
      .join(",")}}`,
  });
  for (const concept of unknown) {
    const similar = rows.filter(({ word }) => word === concept.word).map(({ meant }) => meant);
    const meant = similar
      .filter((word) => isMisspelling(concept.word, word))
      .toSorted((a, b) => distance(concept.word, a) - distance(concept.word, b))
      .slice(0, MOST_CORRECTIONS);
    concept.forms.push(...meant.flatMap((word) => formsOf(word, CORRECTION_WEIGHT, languages, hasher)));
    const weight = concept.weight * CORRECTION_WEIGHT;
    runs.push(...meant.slice(0, 1).map((run) => ({ run, weight, isStop: false })));
  }
}

function mayBeMisspelled({ word, isPart, forms }: Concept, statistics: Statistics): boolean {
  // Only letters, so that the words need no quotation marks in an array.
  if (isPart || word.length < LEAST_LETTERS || !/^[\p{L}\p{M}]+$/u.test(word)) return false;
  return forms.every(({ hash, questionHash }) =>
    [hash, questionHash].every((term) => statistics.sampledChunks(term) === 0),
  );
}

function isMisspelling(typed: string, word: string): boolean {
  const most = Math.min(typed.length, word.length) <= SHORT_WORD ? 1 : 2;
  return distance(typed, word) <= most || swapsOf(typed).includes(word);
}

/** Returns a word with each two neighbouring letters in the other order. */
function swapsOf(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, at) =>
    letters
      .with(at, letter)
      .with(at + 1, letters[at] ?? "")
      .join(""),
  );
}
