import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeEntries, knowledgeVectors } from "@/db/schema/knowledge";
import type { EmbeddingSetting } from "@/server/schemas/knowledge/embedding-setting";
import type { EntryKind } from "../index/make-entry";
import { loadVectors } from "./load-vectors";
import { hasPgvector, ofIndexedModel, vectorType } from "./vector-index";
import { modelKey } from "./vector-state";
import type { Similar } from "./vector-table";

/** A chunk whose meaning is near to the question's. */
export interface NearChunk extends Similar {
  kind: EntryKind;
  language: string;
}

/** Whose vectors are compared. */
export interface SearchedVectors {
  workspaceId: string;
  setting: EmbeddingSetting;
  sourceIds: string[];
}

const MOST = 50;
/** More are read, because some may have been replaced since the vectors were loaded. */
const READ = 80;
/** How many nodes of the index a search keeps; at least `READ`. */
const SEARCHED_NODES = 100;

/**
 * Finds the live chunks that are nearest to a vector, nearest first.
 * @returns null if there are too many vectors to compare them without pgvector.
 */
export async function selectNearest(vector: Float32Array, searched: SearchedVectors): Promise<NearChunk[] | null> {
  const similar = (await hasPgvector()) ? await selectIndexed(vector, searched) : await compareAll(vector, searched);
  return similar && selectLive(searched, similar);
}

async function compareAll(
  vector: Float32Array,
  { workspaceId, setting, sourceIds }: SearchedVectors,
): Promise<Similar[] | null> {
  const table = await loadVectors(workspaceId, setting);
  return table && table.nearest(vector, new Set(sourceIds), READ);
}

function selectIndexed(vector: Float32Array, { workspaceId, setting, sourceIds }: SearchedVectors): Promise<Similar[]> {
  const type = vectorType(setting);
  const distance = sql`embedding::${type} <#> ${`[${vector.join(",")}]`}::${type}`;
  return db.transaction(async (tx) => {
    // The index returns further vectors until enough are of the chosen sources. Without statistics, the planner would
    // read and sort all vectors of the workspace instead; without an index, it still does.
    await tx.execute(sql`
      select set_config('hnsw.iterative_scan', 'strict_order', true),
        set_config('hnsw.ef_search', ${String(SEARCHED_NODES)}, true),
        set_config('enable_sort', 'off', true)`);
    return tx.execute<Similar & Record<string, unknown>>(sql`
      select chunk_id as "chunkId", -(${distance})::float8 as similarity from ${knowledgeVectors}
      where ${ofIndexedModel(setting)} and workspace_id = ${workspaceId} and model = ${modelKey(setting)}
        and source_id = any(array(select jsonb_array_elements_text(${JSON.stringify(sourceIds)}::jsonb)))
      order by ${distance} limit ${READ}`);
  });
}

async function selectLive({ workspaceId, sourceIds }: SearchedVectors, similar: Similar[]): Promise<NearChunk[]> {
  const rows = await db.execute<Omit<NearChunk, "similarity"> & Record<string, unknown>>(sql`
    select chunk_id as "chunkId", kind, language from ${knowledgeEntries}
    where chunk_id in (select jsonb_array_elements_text(${JSON.stringify(similar.map(({ chunkId }) => chunkId))}::jsonb))
      and workspace_id = ${workspaceId} and is_live
      and source_id = any(array(select jsonb_array_elements_text(${JSON.stringify(sourceIds)}::jsonb)))`);
  const entries = new Map(rows.map((row) => [row.chunkId, row]));
  return similar
    .flatMap((each) => {
      const entry = entries.get(each.chunkId);
      return entry ? [{ ...entry, ...each }] : [];
    })
    .slice(0, MOST);
}
