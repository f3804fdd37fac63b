import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { updateStatistics } from "@/server/knowledge/index/update-statistics";
import { searchKnowledge } from "@/server/knowledge/search/search-knowledge";
import { round, summarise, type Summary } from "../statistics.ts";
import { makeBenchWorkspace, writeTexts } from "./fill-workspace.ts";
import { TextMaker } from "./make-texts.ts";
import type { Sets } from "./read-sets.ts";

const CHUNKS_OF_DOCUMENT = 100;
const QUESTIONS = 500;
/** So that PostgreSQL and the process have what they keep. */
const FIRST_QUESTIONS = 50;

export interface SpeedFigures {
  chunks: number;
  /** Written by one process, with analysis and index. */
  chunksPerSecond: number;
  statisticsMs: number;
  /** Milliseconds of one search, one after the other. */
  search: Summary;
  /** The share of questions with a hit. */
  answered: number;
  databaseMegabytes: number;
}

/** Fills a workspace with this many chunks and searches it. */
export async function measureSpeed(sets: Sets, chunks: number): Promise<SpeedFigures> {
  const filled = await makeBenchWorkspace();
  const maker = new TextMaker(sets.xquad, 1);
  let [seconds, nextReport] = [0, 100_000];
  for (let written = 0; written < chunks; written += CHUNKS_OF_DOCUMENT) {
    const texts = Array.from({ length: CHUNKS_OF_DOCUMENT }, () => maker.text());
    const started = performance.now();
    await writeTexts(filled, [{ key: String(written), chunks: texts }]);
    seconds += (performance.now() - started) / 1000;
    if (written < nextReport) continue;
    console.log(`${nextReport.toLocaleString("en")} chunks are written after ${round(seconds)} s.`);
    nextReport += 100_000;
  }
  const started = performance.now();
  await updateStatistics(filled.workspaceId);
  const statisticsMs = performance.now() - started;
  await db.execute(sql`vacuum analyze`);
  const { times, answered } = await searchMany(filled.workspaceId, new TextMaker(sets.xquad, 2));
  const [size] = await db.execute<{ bytes: string }>(sql`select pg_database_size(current_database()) as bytes`);
  return {
    chunks,
    chunksPerSecond: round(chunks / seconds, 1),
    statisticsMs: round(statisticsMs, 1),
    search: summarise(times),
    answered: round(answered / QUESTIONS, 1000),
    databaseMegabytes: round(Number(size?.bytes) / 1e6, 1),
  };
}

async function searchMany(workspaceId: string, maker: TextMaker): Promise<{ times: number[]; answered: number }> {
  const times: number[] = [];
  let answered = 0;
  for (let at = 0; at < FIRST_QUESTIONS + QUESTIONS; at++) {
    const question = maker.question();
    const started = performance.now();
    const { hits } = await searchKnowledge({ workspaceId, question, sourceIds: null, limit: 8 });
    if (at < FIRST_QUESTIONS) continue;
    times.push(performance.now() - started);
    if (hits.length > 0) answered++;
  }
  return { times, answered };
}
