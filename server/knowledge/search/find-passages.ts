import type { NearHit } from "../vectors/find-near";
import type { ReadQuestion } from "./read-question";
import type { Leg } from "./search-result";
import { type WordScore, WordScorer } from "./score-words";
import { scoreGrams } from "./score-grams";
import { type FoundChunk, selectChunks } from "./select-chunks";
import { selectEntries } from "./select-entries";
import type { SearchedKnowledge } from "./searched-knowledge";

/** What a leg weighs in the order of passages. */
const LEG_WEIGHTS = { words: 0.4, grams: 0.6, exact: 0.3 } as const;
/** What the meaning weighs beside them. */
const MEANING_WEIGHT = 0.4;
/** The advantage of a text in the question's language. */
const SAME_LANGUAGE = 1.1;
/** The chunks that are compared by their stems. */
const BUDGET = 800;
/** The best of them, at least, are compared by grams. */
const COMPARED_BY_GRAMS = 100;

export interface FoundPassage {
  chunk: FoundChunk;
  language: string;
  /** For the order; only comparable within a search. */
  order: number;
  /** From 0 to 1; comparable between questions. */
  score: number;
  legs: { leg: Leg; rank: number; score: number }[];
}

interface Scored extends Omit<WordScore, "entry" | "covered" | "saturated"> {
  chunk: FoundChunk;
  language: string;
  grams: number;
  /** How well its words fit, from 0 to 1. */
  fit: number;
  /** Null if its meaning is not among the nearest ones. */
  near: NearHit | null;
}

/** A chunk with the words of the question that it has. */
type Candidate = Omit<WordScore, "entry"> & { chunkId: string; language: string };

/**
 * Finds the passages that have words of a question or whose meaning is near to it, and orders them by how well they fit.
 * @param limit The most passages that are needed.
 */
export async function findPassages(
  question: ReadQuestion,
  knowledge: SearchedKnowledge,
  limit: number,
): Promise<FoundPassage[]> {
  const entries = await scoreEntries(question, knowledge);
  const near = new Map((await knowledge.near).map((hit) => [hit.chunkId, hit]));
  const candidates = chooseCandidates(entries, near, Math.max(limit, COMPARED_BY_GRAMS));
  const chunks = await selectChunks(
    knowledge.workspaceId,
    candidates.map(({ chunkId }) => chunkId),
  );
  const found = candidates.flatMap((candidate) => {
    const chunk = chunks.get(candidate.chunkId);
    return chunk ? [{ ...candidate, chunk }] : [];
  });
  const texts = found.map(({ chunk }) => [...chunk.headings, chunk.text].join("\n"));
  const grams = scoreGrams(texts, question, knowledge.statistics);
  const scored = found.map((passage, at) => {
    const { grams: ofGrams = 0, covered = 0, saturated = 0 } = grams[at] ?? {};
    const fit = fitOf((passage.covered + covered) / 2, (passage.saturated + saturated) / 2);
    return { ...passage, grams: ofGrams, fit, near: near.get(passage.chunkId) ?? null };
  });
  return order(scored, question.language);
}

/** Chooses the chunks with the best words and those whose meaning is near. */
function chooseCandidates(entries: WordScore[], near: ReadonlyMap<string, NearHit>, most: number): Candidate[] {
  const candidates = entries
    .filter(({ entry }, at) => at < most || near.has(entry.chunkId))
    .map(({ entry, ...score }) => ({ ...score, chunkId: entry.chunkId, language: entry.language }));
  const known = new Set(candidates.map(({ chunkId }) => chunkId));
  const others = [...near.values()].filter(({ kind, chunkId }) => kind === "passage" && !known.has(chunkId));
  const noWords = { words: 0, exact: 0, covered: 0, saturated: 0 };
  return [...candidates, ...others.map(({ chunkId, language }) => ({ ...noWords, chunkId, language }))];
}

async function scoreEntries(question: ReadQuestion, knowledge: SearchedKnowledge): Promise<WordScore[]> {
  const { statistics, hasher } = knowledge;
  const sought = (hash: number) => ({ hash, chunks: statistics.chunksWith(hash) });
  const words = question.concepts.flatMap(({ forms }) => forms.map(({ hash }) => hash));
  const codes = question.codes.map((code) => hasher.hash("code", code));
  const terms = [...words, ...codes].map(sought);
  const phrases = question.concepts.flatMap((concept) =>
    (concept.phrases ?? []).map((phrase) => phrase.words.map(({ hash }) => sought(hash))),
  );
  const entries = await selectEntries({ ...knowledge, kind: "passage" }, { terms, phrases }, BUDGET);
  const scorer = new WordScorer(question, statistics, hasher);
  return entries.map((entry) => scorer.score(entry)).toSorted((a, b) => b.words + b.exact - a.words - a.exact);
}

/** Combines the covered share of a question with how strong its words are in the text. */
function fitOf(covered: number, saturated: number): number {
  // A word that occurs once in a text of average length is saturated by 0.45.
  return Math.min(1, (covered + Math.min(1, 2 * saturated)) / 2);
}

function order(scored: Scored[], language: string): FoundPassage[] {
  const legs = (["words", "grams", "exact"] as const).map((leg) => ({ leg, ...ranksOf(scored, leg) }));
  const meanings = scored.flatMap(({ near }) => (near ? [near] : [])).toSorted((a, b) => a.rank - b.rank);
  // If no text has a word of the question that says something, words must not decide over the meaning, and vice versa.
  const trust = {
    words: meanings.length > 0 ? Math.max(...scored.map(({ fit }) => fit)) : 1,
    meaning: MEANING_WEIGHT * (meanings[0]?.score ?? 0),
  };
  const clearest = meanings[0]?.strength || 1;
  const passages = scored.map((passage) => {
    const { near, fit } = passage;
    const words = legs.reduce((total, { leg, best }) => total + (LEG_WEIGHTS[leg] * passage[leg]) / best, 0);
    const sum = trust.words * words + (trust.meaning * (near?.strength ?? 0)) / clearest;
    const found: FoundPassage["legs"] = legs.flatMap(({ leg, ranks }) => {
      const rank = ranks.get(passage);
      return rank === undefined ? [] : [{ leg, rank, score: passage[leg] }];
    });
    if (near) found.push({ leg: "meaning", rank: meanings.indexOf(near) + 1, score: near.similarity });
    return {
      chunk: passage.chunk,
      language: passage.language,
      order: passage.language === language ? sum * SAME_LANGUAGE : sum,
      score: Math.max(fit, near?.score ?? 0),
      legs: found,
    };
  });
  return passages.toSorted((a, b) => b.order - a.order);
}

function ranksOf(scored: Scored[], leg: keyof typeof LEG_WEIGHTS) {
  const ranked = scored.filter((passage) => passage[leg] > 0).toSorted((a, b) => b[leg] - a[leg]);
  return { ranks: new Map(ranked.map((passage, at) => [passage, at + 1])), best: ranked[0]?.[leg] ?? 1 };
}
