import { sql } from "drizzle-orm";
import { workspaces } from "@/db/schema/accounts";
import {
  knowledgeDocuments,
  knowledgeSources,
  knowledgeStatistics,
  knowledgeSynonyms,
  knowledgeVectors,
} from "@/db/schema/knowledge";
import { statement } from "@/db/statement";
import type { EmbeddingSetting } from "@/server/schemas/knowledge/embedding-setting";
import { modelKeyOf } from "../vectors/vector-state";
import type { SearchInput } from "./search-result";
import { Statistics } from "./statistics";

/** What a search needs to know of a workspace's knowledge. */
export interface WorkspaceKnowledge {
  statistics: Statistics;
  /** Groups of words that mean the same. */
  synonyms: string[][];
  /** The sources that are searched. */
  sourceIds: string[];
  /** Whether direct questions are among them. */
  hasQuestions: boolean;
  /** They are so few of the workspace's chunks that all of them can be compared. */
  isSmallPart: boolean;
  /** The embedding model; null without one, and while it has made no vectors. */
  embedding: EmbeddingSetting | null;
}

interface Row extends Record<string, unknown> {
  version: number | null;
  chunks: number | null;
  sampled: number | null;
  averageLength: number | null;
  languages: string[] | null;
  /** Null if the version is the known one. */
  stems: Buffer | null;
  grams: Buffer | null;
  synonyms: string[][];
  sourceIds: string[];
  hasQuestions: boolean;
  isSmallPart: boolean;
  embedding: EmbeddingSetting | null;
}

/** The most chunks of chosen sources that are all compared. */
const SMALL_PART = 800;

/** Statistics are up to a few megabytes each. */
const MOST_KNOWN = 50;

/** The statistics of the workspaces that were searched last, the latest at the end. */
const known = new Map<string, { version: number; statistics: Statistics }>();

interface Values extends Record<string, unknown> {
  workspaceId: string;
  /** A JSON array; null for all sources. */
  sourceIds: string | null;
  allQuestions: boolean;
  version: number | null;
}

const select = statement<Values, Row>(
  ({ workspaceId, sourceIds, allQuestions, version }) => sql`
    select statistics.version, statistics.chunks, statistics.sampled, statistics.average_length as "averageLength",
      statistics.languages,
      case when statistics.version is distinct from ${version}::int then statistics.stems end as stems,
      case when statistics.version is distinct from ${version}::int then statistics.grams end as grams,
      coalesce((
        select jsonb_agg(words) from ${knowledgeSynonyms} where workspace_id = workspace.id
      ), '[]') as synonyms,
      coalesce(sources.ids, '[]') as "sourceIds", coalesce(sources.has_questions, false) as "hasQuestions",
      coalesce(part.chunks <= ${sql.raw(String(SMALL_PART))}, false) as "isSmallPart",
      (
        select setting.embedding_model from ${workspaces} as setting
        where setting.id = workspace.id and setting.embedding_model is not null and exists (
          select from ${knowledgeVectors} as vector
          where vector.workspace_id = workspace.id and vector.model = ${modelKeyOf(sql`setting.embedding_model`)}
        )
      ) as "embedding"
    from (select ${workspaceId}::text as id) as workspace
    cross join lateral (
      select jsonb_agg(id) filter (where is_searched) as ids,
        bool_or(kind = 'question') filter (where is_searched) as has_questions, not bool_and(is_searched) as is_part
      from (
        select source.id, source.kind, source.is_enabled and source.status <> 'failed'
          and (${sourceIds}::jsonb is null or ${sourceIds}::jsonb ? source.id
            or (${allQuestions}::boolean and source.kind = 'question')) as is_searched
        from ${knowledgeSources} as source where source.workspace_id = workspace.id
      ) as source
    ) as sources
    left join ${knowledgeStatistics} as statistics on statistics.workspace_id = workspace.id
    left join lateral (
      -- No more documents are read than are needed to know that there are too many chunks.
      select sum(greatest(chunk_count, 1)) as chunks from (
        select document.chunk_count from ${knowledgeDocuments} as document
        where document.source_id = any(array(select jsonb_array_elements_text(sources.ids))) and document.is_live
        limit ${sql.raw(String(SMALL_PART + 1))}
      ) as counted
    ) as part on sources.is_part and statistics.chunks > ${sql.raw(String(SMALL_PART))}`,
);

/** Reads what a search needs; the statistics only if they have changed since the last search of this process. */
export async function readWorkspace({
  workspaceId,
  sourceIds,
  allQuestions = false,
}: Pick<SearchInput, "workspaceId" | "sourceIds" | "allQuestions">): Promise<WorkspaceKnowledge> {
  const cached = known.get(workspaceId);
  const [row] = await select({
    workspaceId,
    sourceIds: sourceIds && JSON.stringify(sourceIds),
    allQuestions,
    version: cached?.version ?? null,
  });
  if (!row) throw new Error("The query of a workspace's knowledge returned no row.");
  const statistics = row.version !== null && row.version === cached?.version ? cached.statistics : statisticsOf(row);
  if (row.version !== null) remember(workspaceId, { version: row.version, statistics });
  const { synonyms, sourceIds: searched, hasQuestions, isSmallPart, embedding } = row;
  return { statistics, synonyms, sourceIds: searched, hasQuestions, isSmallPart, embedding };
}

function statisticsOf(row: Row): Statistics {
  return new Statistics({
    chunks: row.chunks ?? 0,
    sampled: row.sampled ?? 0,
    averageLength: row.averageLength ?? 0,
    languages: row.languages ?? [],
    stems: row.stems ?? Buffer.alloc(0),
    grams: row.grams ?? Buffer.alloc(0),
  });
}

function remember(workspaceId: string, entry: { version: number; statistics: Statistics }): void {
  known.delete(workspaceId);
  known.set(workspaceId, entry);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}
