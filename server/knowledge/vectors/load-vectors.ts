import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeVectors } from "@/db/schema/knowledge";
import type { EmbeddingSetting } from "@/server/schemas/knowledge/embedding-setting";
import { modelKey } from "./vector-state";
import { type VectorRow, VectorTable } from "./vector-table";

/** The numbers of a workspace's vectors that are compared one by one: 26,000 vectors of 1,536, in about 50 ms. */
const MOST_COMPARED = 40_000_000;
/** The numbers that a process keeps, of 4 bytes each. */
const MOST_KEPT = 2 * MOST_COMPARED;
const BATCH = 200;
/** PostgreSQL's binary form of an array: a head, then each number after its length. */
const HEAD_BYTES = 20;
const NUMBER_BYTES = 8;

/** How many vectors of a model can be compared without pgvector. */
export function mostCompared(dimensions: number): number {
  return Math.floor(MOST_COMPARED / dimensions);
}

/** The tables that were used last, the latest at the end. */
const kept = new Map<string, { version: number; table: VectorTable }>();
const loading = new Map<string, Promise<VectorTable | null>>();

/**
 * Returns a workspace's vectors from the memory of this process, after reading those that changed since the last search.
 * @returns null if they are too many.
 */
export async function loadVectors(workspaceId: string, setting: EmbeddingSetting): Promise<VectorTable | null> {
  const key = `${workspaceId} ${modelKey(setting)}`;
  const known = kept.get(key);
  if (known?.version === setting.version) {
    keep(key, known);
    return known.table;
  }
  const version = `${key} ${setting.version}`;
  const started = loading.get(version) ?? load(workspaceId, setting, known?.table);
  loading.set(version, started);
  try {
    const table = await started;
    if (table) keep(key, { version: setting.version, table });
    else kept.delete(key);
    return table;
  } finally {
    loading.delete(version);
  }
}

async function load(
  workspaceId: string,
  setting: EmbeddingSetting,
  known: VectorTable | undefined,
): Promise<VectorTable | null> {
  const { dimensions } = setting;
  const model = modelKey(setting);
  const rows = await db.execute<VectorRow & Record<string, unknown>>(sql`
    select chunk_id as "chunkId", source_id as "sourceId", xmin::text as written from ${knowledgeVectors}
    where workspace_id = ${workspaceId} and model = ${model} and cardinality(embedding) = ${dimensions}`);
  if (rows.length > mostCompared(dimensions)) return null;
  const placeOf = new Map(known?.rows.map((row, at) => [identityOf(row), at]));
  const numbers = new Float32Array(rows.length * dimensions);
  const complete: VectorRow[] = [];
  const add = (row: VectorRow, vector: Float32Array) => {
    numbers.set(vector, complete.length * dimensions);
    complete.push(row);
  };
  const added: VectorRow[] = [];
  for (const row of rows) {
    const place = placeOf.get(identityOf(row));
    if (known && place !== undefined) add(row, known.vectorAt(place));
    else added.push(row);
  }
  for (let from = 0; from < added.length; from += BATCH) {
    const batch = added.slice(from, from + BATCH);
    const vectors = await readVectors(batch, model, dimensions);
    // One that was deleted meanwhile stays zero, which is like nothing.
    for (const row of batch) add(row, vectors.get(row.chunkId) ?? new Float32Array());
  }
  return new VectorTable(complete, numbers, dimensions);
}

function identityOf({ chunkId, written }: VectorRow): string {
  return `${chunkId} ${written}`;
}

/** Reads the vectors of chunks in PostgreSQL's binary form, because numbers as text would take several times as long. */
async function readVectors(rows: VectorRow[], model: string, dimensions: number): Promise<Map<string, Float32Array>> {
  const ids = JSON.stringify(rows.map(({ chunkId }) => chunkId));
  const [read] = await db.execute<{ ids: string | null; packed: string | null }>(sql`
    select string_agg(chunk_id, ' ' order by chunk_id) as ids,
      encode(string_agg(array_send(embedding), '' order by chunk_id), 'base64') as packed
    from ${knowledgeVectors}
    where chunk_id in (select jsonb_array_elements_text(${ids}::jsonb)) and model = ${model}
      and cardinality(embedding) = ${dimensions}`);
  const bytes = Buffer.from(read?.packed ?? "", "base64");
  const size = HEAD_BYTES + dimensions * NUMBER_BYTES;
  const vectorAt = (at: number) =>
    Float32Array.from({ length: dimensions }, (_, index) =>
      bytes.readFloatBE(at * size + HEAD_BYTES + index * NUMBER_BYTES + NUMBER_BYTES / 2),
    );
  return new Map((read?.ids?.split(" ") ?? []).map((id, at) => [id, vectorAt(at)]));
}

function keep(key: string, entry: { version: number; table: VectorTable }): void {
  kept.delete(key);
  kept.set(key, entry);
  let total = Array.from(kept.values(), ({ table }) => table.size).reduce((sum, size) => sum + size, 0);
  for (const [oldest, { table }] of kept) {
    if (total <= MOST_KEPT || oldest === key) return;
    kept.delete(oldest);
    total -= table.size;
  }
}
