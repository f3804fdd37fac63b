import type { Query } from "./read-sets.ts";

export interface Quality {
  queries: number;
  /** The share of queries whose first passage is right. */
  hitAt1: number;
  /** The mean average precision. */
  map: number;
  ndcgAt10: number;
}

/** Rates the passages that a search returned for queries, best first. */
export function rateRankings(rankings: { query: Query; ids: string[] }[]): Quality {
  const mean = (rate: (query: Query, ids: string[]) => number) =>
    rankings.reduce((sum, { query, ids }) => sum + rate(query, ids), 0) / rankings.length;
  return {
    queries: rankings.length,
    hitAt1: mean(({ relevant }, [first]) => (first !== undefined && relevant.has(first) ? 1 : 0)),
    map: mean(averagePrecision),
    ndcgAt10: mean(ndcgAt10),
  };
}

function averagePrecision({ relevant }: Query, ids: string[]): number {
  let [found, sum] = [0, 0];
  for (const [at, id] of ids.entries()) {
    if (!relevant.has(id)) continue;
    found++;
    sum += found / (at + 1);
  }
  return relevant.size === 0 ? 0 : sum / relevant.size;
}

function ndcgAt10({ relevant }: Query, ids: string[]): number {
  const gain = (grades: number[]) => grades.slice(0, 10).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
  const ideal = gain([...relevant.values()].toSorted((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ids.map((id) => relevant.get(id) ?? 0)) / ideal;
}
