import { round } from "../statistics.ts";
import type { KnowledgeFigures } from "./measure.ts";

export interface Goal {
  goal: string;
  wanted: number;
  measured: number;
  isMet: boolean;
}

const HIT_AT_1: Record<string, number> = { en: 0.93, ru: 0.92, de: 0.92, zh: 0.86 };
const CRANFIELD = { map: 0.41, ndcgAt10: 0.51 };
/** Milliseconds of 95 % of the searches among so many chunks. */
const SEARCH_MS = { upTo100000: 30, more: 60 };
const CHUNKS_PER_SECOND = 500;

/** Compares the figures with what the knowledge base is expected to reach. */
export function goalsOf({ figures, speed }: KnowledgeFigures): Goal[] {
  const quality = figures.flatMap(({ set, language, product }) => {
    const name = `${set} ${language}`;
    if (set === "XQuAD") return [atLeast(`${name}: hit@1`, HIT_AT_1[language] ?? 0, product.hitAt1)];
    return [
      atLeast(`${name}: MAP`, CRANFIELD.map, product.map),
      atLeast(`${name}: nDCG@10`, CRANFIELD.ndcgAt10, product.ndcgAt10),
    ];
  });
  const searchMs = speed.chunks <= 100_000 ? SEARCH_MS.upTo100000 : SEARCH_MS.more;
  return [
    ...quality,
    {
      goal: `p95 of a search among ${speed.chunks.toLocaleString("en")} chunks, ms (at most)`,
      wanted: searchMs,
      measured: speed.search.p95,
      isMet: speed.search.p95 <= searchMs,
    },
    atLeast("chunks indexed per second", CHUNKS_PER_SECOND, speed.chunksPerSecond),
  ];
}

function atLeast(goal: string, wanted: number, measured: number): Goal {
  return { goal, wanted, measured: round(measured, 1000), isMet: measured >= wanted };
}
