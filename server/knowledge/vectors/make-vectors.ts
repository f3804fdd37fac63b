import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeChunks, knowledgeEntries, knowledgeVectors } from "@/db/schema/knowledge";
import { embedTexts, MOST_TEXTS } from "@/server/models/embeddings/embed-texts";
import type { EmbeddingSetting } from "@/server/schemas/knowledge/embedding-setting";
import { unitVector } from "./unit-vector";
import { modelKey, noteVectorFailure, noteVectors, readEmbeddingSetting } from "./vector-state";

/** Texts of one durable step. */
const MOST_OF_STEP = MOST_TEXTS * 10;
/** A step begins no further request after this time. */
const STEP_MS = 20_000;
/** The longest text that is sent; a vector says little about a longer one. */
const MOST_LETTERS = 8000;

interface MissingChunk extends Record<string, unknown> {
  id: string;
  sourceId: string;
  headings: string[];
  text: string;
}

/** A chunk with its vector; null if the model refuses the text. */
interface MadeVector {
  chunk: MissingChunk;
  vector: Float32Array | null;
}

/**
 * Makes vectors for some of a workspace's texts that have none.
 * @returns `more` if there are further ones, `complete` after the last one, `stopped` if the model cannot make any.
 * @throws Error for failures that may pass.
 */
export async function makeVectors(workspaceId: string): Promise<"more" | "complete" | "stopped"> {
  const setting = await readEmbeddingSetting(workspaceId);
  if (!setting) return "complete";
  const until = performance.now() + STEP_MS;
  const chunks = await selectMissing(workspaceId, setting);
  for (let at = 0; at < chunks.length && performance.now() < until; at += MOST_TEXTS) {
    const made = await makeBatch(workspaceId, setting, chunks.slice(at, at + MOST_TEXTS));
    if ("reason" in made) {
      await noteVectorFailure(workspaceId, setting, made.reason);
      if (made.isPassing) throw new Error(`No vectors could be made: ${made.reason}`);
      return "stopped";
    }
    await storeVectors(workspaceId, setting, made.vectors);
  }
  return chunks.length > 0 ? "more" : "complete";
}

function selectMissing(workspaceId: string, setting: EmbeddingSetting) {
  return db.execute<MissingChunk>(sql`
    select chunk.id, chunk.source_id as "sourceId", chunk.headings, chunk.text
    from ${knowledgeEntries} as entry
    join ${knowledgeChunks} as chunk on chunk.id = entry.chunk_id
    where entry.workspace_id = ${workspaceId} and entry.is_live and not exists (
      select from ${knowledgeVectors} as vector
      where vector.chunk_id = entry.chunk_id and vector.model = ${modelKey(setting)}
    )
    limit ${MOST_OF_STEP}`);
}

type MadeBatch = { vectors: MadeVector[] } | { reason: string; isPassing: boolean };

/** Makes the vectors of a batch. If the model refuses it, each text is sent alone, so that one stops no others. */
async function makeBatch(workspaceId: string, setting: EmbeddingSetting, chunks: MissingChunk[]): Promise<MadeBatch> {
  const made = await embedTexts(workspaceId, setting, chunks.map(textOf));
  if ("vectors" in made) {
    const fault = lengthFault(setting, made.vectors);
    if (fault !== null) return { reason: fault, isPassing: false };
    return { vectors: chunks.map((chunk, at) => ({ chunk, vector: unitVector(made.vectors[at] ?? []) })) };
  }
  const { reason, failure } = made;
  if (!failure.isOfRequest) return { reason, isPassing: failure.retryable };
  if (chunks.length === 1) {
    const other = await embedTexts(workspaceId, setting, ["Parley"]);
    return "vectors" in other
      ? { vectors: chunks.map((chunk) => ({ chunk, vector: null })) }
      : { reason, isPassing: false };
  }
  const vectors: MadeVector[] = [];
  for (const chunk of chunks) {
    const alone = await makeBatch(workspaceId, setting, [chunk]);
    if ("reason" in alone) return alone;
    vectors.push(...alone.vectors);
  }
  return { vectors };
}

function textOf({ headings, text }: MissingChunk): string {
  return [...headings, text].join("\n").slice(0, MOST_LETTERS).toWellFormed();
}

function lengthFault({ model, dimensions }: EmbeddingSetting, vectors: number[][]): string | null {
  const length = vectors[0]?.length ?? 0;
  if (length === dimensions) return null;
  const [now, before] = [length, dimensions].map((count) => count.toLocaleString("en"));
  return `${model} now sends vectors of ${now} numbers instead of ${before}, which cannot be compared with the others. Save the model again; all texts then get new vectors.`;
}

/** Stores vectors of texts that have not changed meanwhile. A refused text gets an empty one, so that it is not sent again. */
async function storeVectors(workspaceId: string, setting: EmbeddingSetting, made: MadeVector[]): Promise<void> {
  const given = made.map(({ chunk, vector }) => ({
    id: chunk.id,
    hash: createHash("md5").update(chunk.text).digest("hex"),
    embedding: vector ? Array.from(vector) : [],
  }));
  await db.transaction(async (tx) => {
    // The lock waits for a change of the text and then compares the new one.
    await tx.execute(sql`
      insert into ${knowledgeVectors} (chunk_id, workspace_id, source_id, model, embedding)
      select chunk.id, chunk.workspace_id, chunk.source_id, ${modelKey(setting)}, given.embedding
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id text, hash text, embedding real[])
      join ${knowledgeChunks} as chunk on chunk.id = given.id
      where chunk.workspace_id = ${workspaceId} and md5(chunk.text) = given.hash
      for share of chunk
      on conflict do nothing`);
    await noteVectors(workspaceId, setting, tx);
  });
}
