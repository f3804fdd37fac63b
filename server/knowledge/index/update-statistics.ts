import { and, eq, inArray, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { knowledgeChunks, knowledgeEntries, knowledgeStatistics, knowledgeWords } from "@/db/schema/knowledge";
import { storableText } from "@/server/text/storable-text";
import { UNKNOWN } from "../words/detect-language";
import { countGrams } from "./gram-statistics";
import { packFrequencies } from "./packed-counts";

/** The chunks of which the statistics are computed. */
const SAMPLE = 3000;
/** Words of one statement. */
const BATCH = 5000;
/** The least share of chunks in a language that customers are expected to ask in. */
const LANGUAGE_SHARE = 0.01;

interface Sample {
  /** Before the sample was read; what is written later is not in it for sure. */
  begunAt: string;
  chunks: number;
  sampled: number;
  averageLength: number;
  /** How often a language occurs. */
  languages: Record<string, number>;
  /** How many of the chunks have a stem, packed. */
  stems: Buffer | null;
}

/** The ids of the chunks of the sample: the same ones each time, as long as they exist. */
const sampleOf = (workspaceId: string) => sql`
  select ${knowledgeEntries.chunkId}, ${knowledgeEntries.kind}, ${knowledgeEntries.language},
    ${knowledgeEntries.length}, ${knowledgeEntries.terms}
  from ${knowledgeEntries}
  where ${knowledgeEntries.workspaceId} = ${workspaceId} and ${knowledgeEntries.isLive}
  order by ${knowledgeEntries.sampleKey} limit ${SAMPLE}`;

/**
 * Computes how frequent stems and grams are in a workspace's knowledge, which tells search how much a word says. Called
 * when a reading that changed something ends, and after members changed or deleted parts (`requestStatistics`).
 */
export async function updateStatistics(workspaceId: string): Promise<void> {
  const { languages, stems, begunAt, ...sample } = await readSample(workspaceId);
  const texts = await readTexts(workspaceId);
  const { counts, words } = await countGrams(texts);
  const least = sample.sampled * LANGUAGE_SHARE;
  const known = Object.entries(languages).filter(([language, count]) => language !== UNKNOWN && count >= least);
  const row = {
    ...sample,
    languages: known.map(([language]) => language),
    stems: stems ?? Buffer.alloc(0),
    grams: packFrequencies(counts),
    computedAt: sql`${begunAt}::timestamptz`,
  };
  await db
    .insert(knowledgeStatistics)
    .values({ workspaceId, version: 1, ...row })
    .onConflictDoUpdate({
      target: knowledgeStatistics.workspaceId,
      set: { ...row, version: sql`${knowledgeStatistics.version} + 1` },
    });
  await db.transaction((tx) => replaceWords(tx, workspaceId, words));
  // New entries wait in a list that each search reads from the beginning to its end.
  await db.execute(sql`select gin_clean_pending_list('knowledge_entries_terms')`);
}

async function readSample(workspaceId: string): Promise<Sample> {
  const [row] = await db.execute<Sample & Record<string, unknown>>(sql`
    with sample as materialized (${sampleOf(workspaceId)}),
    stems as (select term, count(*)::int as count from sample, unnest(terms) as term group by term),
    languages as (select language, count(*) as count from sample group by language)
    select now()::text as "begunAt",
      (select count(*)::int from ${knowledgeEntries}
        where ${knowledgeEntries.workspaceId} = ${workspaceId} and ${knowledgeEntries.isLive}) as "chunks",
      (select count(*)::int from sample) as "sampled",
      (select coalesce(avg(length), 0)::real from sample where kind = 'passage') as "averageLength",
      (select coalesce(jsonb_object_agg(language, count), '{}') from languages) as "languages",
      (select string_agg(int4send(term) || int4send(count), '' order by term) from stems) as "stems"`);
  if (!row) throw new Error("The sample's query returned no row.");
  return row;
}

async function readTexts(workspaceId: string): Promise<string[]> {
  const rows = await db.execute<{ headings: string[]; text: string }>(sql`
    select ${knowledgeChunks.headings}, ${knowledgeChunks.text}
    from (${sampleOf(workspaceId)}) as sample
    join ${knowledgeChunks} on ${knowledgeChunks.id} = sample.chunk_id`);
  return rows.map(({ headings, text }) => [...headings, text].join("\n"));
}

/** Writes only what changed: most words stay the same. */
async function replaceWords(tx: Executor, workspaceId: string, words: string[]): Promise<void> {
  const inWorkspace = eq(knowledgeWords.workspaceId, workspaceId);
  const rows = await tx.select({ word: knowledgeWords.word }).from(knowledgeWords).where(inWorkspace);
  const [old, current] = [new Set(rows.map(({ word }) => word)), new Set(words.map(storableText))];
  const [gone, added] = [[...old.difference(current)], [...current.difference(old)]];
  for (let at = 0; at < gone.length; at += BATCH) {
    await tx.delete(knowledgeWords).where(and(inWorkspace, inArray(knowledgeWords.word, gone.slice(at, at + BATCH))));
  }
  for (let at = 0; at < added.length; at += BATCH) {
    const batch = sql.param(JSON.stringify(added.slice(at, at + BATCH)));
    await tx.execute(sql`
      insert into ${knowledgeWords} (workspace_id, word)
      select ${workspaceId}, word from jsonb_array_elements_text(${batch}::jsonb) as word on conflict do nothing`);
  }
}
