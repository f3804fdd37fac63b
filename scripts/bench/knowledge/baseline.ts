import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { type Quality, rateRankings } from "./rate-ranking.ts";
import type { Passage, RetrievalSet } from "./read-sets.ts";

/** PostgreSQL's configurations; Chinese has none. */
const CONFIGURATIONS: Record<string, string> = { en: "english", ru: "russian", de: "german", zh: "simple" };
const LIMIT = 150;

/**
 * Ranks passages with PostgreSQL's own full-text search: the configuration of the queries' language for all passages,
 * any of the words, `ts_rank_cd`.
 */
export async function rankWithPostgres({ language, queries }: RetrievalSet, passages: Passage[]): Promise<Quality> {
  const configuration = CONFIGURATIONS[language] ?? "simple";
  const rankings = await db.transaction(async (tx) => {
    await tx.execute(sql`
      create temporary table baseline on commit drop as
      select id, to_tsvector(${configuration}::regconfig, text) as words
      from jsonb_to_recordset(${JSON.stringify(passages)}::jsonb) as passage (id text, text text)`);
    const found: { query: (typeof queries)[number]; ids: string[] }[] = [];
    for (const query of queries) {
      const rows = await tx.execute<{ id: string }>(sql`
        with asked as (
          select replace(plainto_tsquery(${configuration}::regconfig, ${query.text})::text, ' & ', ' | ')::tsquery as words
        )
        select id from baseline, asked where baseline.words @@ asked.words
        order by ts_rank_cd(baseline.words, asked.words) desc, id limit ${LIMIT}`);
      found.push({ query, ids: rows.map(({ id }) => id) });
    }
    return found;
  });
  return rateRankings(rankings);
}
