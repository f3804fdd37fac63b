import { searchKnowledge } from "@/server/knowledge/search/search-knowledge";
import { rankWithPostgres } from "./baseline.ts";
import { fillWorkspace } from "./fill-workspace.ts";
import { type Quality, rateRankings } from "./rate-ranking.ts";
import type { Query, RetrievalSet, Sets } from "./read-sets.ts";

/** The mean average precision counts only passages among these. */
const LIMIT = 150;

export interface QualityFigures {
  set: string;
  language: string;
  passages: number;
  product: Quality;
  /** PostgreSQL's full-text search in the set's language. */
  baseline: Quality;
}

export interface ThresholdFigures {
  /** A hit with this score is found. */
  threshold: number;
  /** The share of questions with an answer that keep it, by language. */
  kept: Record<string, number>;
  /** The share of questions without an answer that are told so. */
  refused: number;
  refusedWhenChosen: number;
}

/** Measures XQuAD with all languages in one index, and Cranfield in another one. */
export async function measureQuality({ xquad, cranfield, unanswerable }: Sets) {
  const mixed = await fillWorkspace(xquad.flatMap(({ passages }) => passages));
  const search = (query: string) => searchIds(mixed.workspaceId, query);
  const all = xquad.flatMap(({ passages }) => passages);
  const figures: QualityFigures[] = [];
  const scores: Record<string, number[]> = {};
  for (const set of xquad) {
    const found = await searchAll(set.queries, search);
    scores[set.language] = found.map(({ score }) => score);
    figures.push({
      ...about(set, all.length),
      product: rateRankings(found),
      baseline: await rankWithPostgres(set, all),
    });
  }
  const without = {
    chosenBy: await scoresOf(unanswerable.chosenBy, search),
    measured: await scoresOf(unanswerable.measured, search),
  };
  const { workspaceId } = await fillWorkspace(cranfield.passages);
  const found = await searchAll(cranfield.queries, (query) => searchIds(workspaceId, query));
  figures.push({
    ...about(cranfield, cranfield.passages.length),
    product: rateRankings(found),
    baseline: await rankWithPostgres(cranfield, cranfield.passages),
  });
  return { figures, thresholds: thresholdsOf(scores, without) };
}

function about({ name, language }: RetrievalSet, passages: number) {
  return { set: name, language, passages };
}

async function searchIds(workspaceId: string, question: string): Promise<{ ids: string[]; score: number }> {
  const { hits } = await searchKnowledge({ workspaceId, question, sourceIds: null, limit: LIMIT });
  return { ids: hits.map(({ title }) => title), score: hits[0]?.score ?? 0 };
}

type Search = (query: string) => ReturnType<typeof searchIds>;

async function searchAll(queries: Query[], search: Search) {
  const found: { query: Query; ids: string[]; score: number }[] = [];
  for (const query of queries) found.push({ query, ...(await search(query.text)) });
  return found;
}

async function scoresOf(questions: string[], search: Search): Promise<number[]> {
  const scores: number[] = [];
  for (const question of questions) scores.push((await search(question)).score);
  return scores;
}

function thresholdsOf(
  answerable: Record<string, number[]>,
  without: { chosenBy: number[]; measured: number[] },
): ThresholdFigures[] {
  const above = (scores: number[], threshold: number) =>
    scores.filter((score) => score >= threshold).length / scores.length;
  return [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7].map((threshold) => ({
    threshold,
    kept: Object.fromEntries(
      Object.entries(answerable).map(([language, scores]) => [language, above(scores, threshold)]),
    ),
    refused: 1 - above(without.measured, threshold),
    refusedWhenChosen: 1 - above(without.chosenBy, threshold),
  }));
}
