import { sql, type SQL } from "drizzle-orm";
import { knowledgeChunks, knowledgeEntries } from "@/db/schema/knowledge";
import { statement } from "@/db/statement";
import type { EntryKind } from "../index/make-entry";
import type { SearchedKnowledge } from "./searched-knowledge";
import { type LookedUpTerm, planLookups } from "./plan-lookups";

/** An entry of the index that has terms of the question. */
export interface FoundEntry {
  chunkId: string;
  language: string;
  /** The number of words of the chunk. */
  length: number;
  /** Packed terms with their counts (`packCounts`). */
  counts: Uint8Array;
}

interface Values extends Record<string, unknown> {
  workspaceId: string;
  /** JSON arrays, or arrays in PostgreSQL's notation as text. */
  sourceIds: string;
  kind: EntryKind;
  any: string;
  all: string;
}

interface TermValues extends Values {
  most: number;
}

/** Several entries. */
interface Row extends Record<string, unknown> {
  ids: string;
  languages: string;
  /** Base64 of the number of bytes of its terms, its length and its terms, of each entry. */
  packed: string;
}

/** Entries that are sent as one row: rows have a cost, and large values have a higher one. */
const ENTRIES_OF_ROW = 32;

const selectByTerms = statement<TermValues, Row>(({ workspaceId, sourceIds, kind, any, all, most }) => {
  const isSearched = sql`workspace_id = ${workspaceId} and is_live and kind = ${kind}
    and source_id = any(${idsOf(sourceIds)})`;
  // Terms find few entries. With the other conditions in the same query PostgreSQL would read the indexes of these, too,
  // which have all entries of the workspace; with a limit it would expect to be done early when it reads the table.
  const matching = (condition: SQL) => sql`
    with matching as materialized (
      select chunk_id, workspace_id, source_id, is_live, kind, language, length, counts
      from ${knowledgeEntries} where ${condition}
    )
    select chunk_id, language, length, counts from matching where ${isSearched}`;
  return sql`
    with found as materialized (
      (${matching(sql`terms && ${any}::text::int[]`)})
      union all
      select entry.* from jsonb_array_elements_text(${all}::jsonb) as lookup (terms),
      lateral (${matching(sql`terms @> lookup.terms::int[]`)}) as entry
    )
    ${inRows(most)}`;
});

/** The chunks have an index of their sources, the entries do not. */
const selectBySource = statement<Values, Row>(
  ({ workspaceId, sourceIds, kind, any, all }) => sql`
    with entries as materialized (
      select entry.* from ${knowledgeChunks} as chunk
      join ${knowledgeEntries} as entry on entry.chunk_id = chunk.id
      where chunk.source_id = any(${idsOf(sourceIds)}) and chunk.workspace_id = ${workspaceId}
    ),
    found as materialized (
      select chunk_id, language, length, counts from entries
      where workspace_id = ${workspaceId} and is_live and kind = ${kind} and (
        terms && ${any}::text::int[] or exists (
          select from jsonb_array_elements_text(${all}::jsonb) as lookup (terms)
          where entries.terms @> lookup.terms::int[]
        )
      )
    )
    ${inRows(sql`null`)}`,
);

function idsOf(sourceIds: SQL): SQL {
  return sql`array(select jsonb_array_elements_text(${sourceIds}::jsonb))`;
}

/** @param most How many of the found entries; null for all. */
function inRows(most: SQL): SQL {
  return sql`
    select string_agg(chunk_id, ' ') as ids, string_agg(language, ' ') as languages,
      encode(string_agg(int4send(octet_length(counts)) || int4send(length) || counts, ''), 'base64') as packed
    from (select *, row_number() over () as number from found limit ${most}::int) as numbered
    group by number / ${sql.raw(String(ENTRIES_OF_ROW))}`;
}

/** What a question looks for. */
interface SoughtTerms {
  terms: LookedUpTerm[];
  /** Groups of terms of which an entry must have all. */
  phrases: LookedUpTerm[][];
}

type Searched = Pick<SearchedKnowledge, "workspaceId" | "sourceIds" | "isSmallPart" | "statistics">;

/**
 * Reads the entries that have terms of a question.
 * @param most How many entries are read; those with one of the rare terms first.
 */
export async function selectEntries(
  { workspaceId, isSmallPart, statistics, kind, ...about }: Searched & { kind: EntryKind },
  { terms, phrases }: SoughtTerms,
  most: number,
): Promise<FoundEntry[]> {
  // Terms that are frequent in the workspace may be the only ones that a small part of it has.
  const { any, all } = planLookups(terms, isSmallPart ? 0 : statistics.chunks, most, phrases);
  if (any.length === 0 && all.length === 0) return [];
  const values = {
    workspaceId,
    kind,
    sourceIds: JSON.stringify(about.sourceIds),
    any: `{${any.join(",")}}`,
    all: JSON.stringify(all.map((group) => `{${group.join(",")}}`)),
  };
  const rows = isSmallPart ? await selectBySource(values) : await selectByTerms({ ...values, most });
  return [...new Map(rows.flatMap(unpack).map((entry) => [entry.chunkId, entry])).values()];
}

function unpack({ ids, languages, packed }: Row): FoundEntry[] {
  const bytes = Buffer.from(packed, "base64");
  const languageOf = languages.split(" ");
  let at = 0;
  return ids.split(" ").map((chunkId, index) => {
    const from = at + 8;
    at = from + bytes.readInt32BE(at);
    const length = bytes.readInt32BE(from - 4);
    return { chunkId, language: languageOf[index] ?? "", length, counts: bytes.subarray(from, at) };
  });
}
