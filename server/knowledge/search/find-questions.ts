import type { NearHit } from "../vectors/find-near";
import type { SearchedKnowledge } from "./searched-knowledge";
import { QuestionLikeness } from "./question-likeness";
import type { ReadQuestion } from "./read-question";
import { type FoundChunk, selectChunks } from "./select-chunks";
import { type FoundEntry, selectEntries } from "./select-entries";
import { forEachCount, KEPT_BITS } from "../index/packed-counts";

/** The direct questions that have words of the message, at most. */
const BUDGET = 500;
/** Those of them that are compared word by word. */
const COMPARED = 40;

export interface FoundQuestion {
  chunk: FoundChunk;
  language: string;
  answer: string;
  /** From 0 to 1: how alike the words are, by which an answer is sent as written. */
  likeness: number;
  /** How near the meaning is; null if it is not among the nearest ones. */
  near: NearHit | null;
}

/** Finds the direct questions that are like a message, the ones with the most alike words first, each with its best variant. */
export async function findQuestions(
  message: string,
  question: ReadQuestion,
  knowledge: SearchedKnowledge,
): Promise<FoundQuestion[]> {
  const { statistics, hasher } = knowledge;
  const sought = (hash: number) => ({ hash, chunks: statistics.chunksWith(hash) });
  const words = question.concepts.flatMap(({ forms }) => forms.map(({ questionHash }) => questionHash));
  const hashes = [...words, ...question.codes.map((code) => hasher.hash("question", code))];
  const phrases = question.concepts.flatMap((concept) =>
    (concept.phrases ?? []).map((phrase) => phrase.words.map(({ questionHash }) => questionHash)),
  );
  const terms = { terms: hashes.map(sought), phrases: phrases.map((phrase) => phrase.map(sought)) };
  const entries = await selectEntries({ ...knowledge, kind: "question" }, terms, BUDGET);
  const weights = new Map([...hashes, ...phrases.flat()].map((hash) => [hash & KEPT_BITS, statistics.rarity(hash)]));
  const best = entries.map((entry) => ({ entry, weight: weigh(entry, weights) }));
  const compared = best.toSorted((a, b) => b.weight - a.weight).slice(0, COMPARED);
  const near = new Map((await knowledge.near).flatMap((hit) => (hit.kind === "question" ? [[hit.chunkId, hit]] : [])));
  const languageOf = new Map([
    ...compared.map(({ entry }) => [entry.chunkId, entry.language] as const),
    ...Array.from(near.values(), ({ chunkId, language }) => [chunkId, language] as const),
  ]);
  const chunks = await selectChunks(knowledge.workspaceId, [...languageOf.keys()]);
  const likeness = new QuestionLikeness(message, question, statistics, hasher);
  const found = Array.from(chunks.values(), (chunk) => ({
    chunk,
    language: languageOf.get(chunk.chunkId) ?? "",
    answer: chunk.answer ?? "",
    likeness: likeness.compare(chunk.text),
    near: near.get(chunk.chunkId) ?? null,
  })).toSorted((a, b) => b.likeness - a.likeness);
  const bySource = new Map<string, FoundQuestion>();
  for (const hit of found) {
    const known = bySource.get(hit.chunk.sourceId);
    if (hit.answer === "") continue;
    if (!known) bySource.set(hit.chunk.sourceId, hit);
    else if ((hit.near?.score ?? 0) > (known.near?.score ?? 0)) known.near = hit.near;
  }
  return [...bySource.values()];
}

/** Sums what the message and a direct question have in common, less what a longer one has besides. */
function weigh({ counts, length }: FoundEntry, weights: Map<number, number>): number {
  let sum = 0;
  forEachCount(counts, (kept) => {
    sum += weights.get(kept) ?? 0;
  });
  return sum / Math.sqrt(length + 1);
}
