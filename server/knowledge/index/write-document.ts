import { randomInt } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { knowledgeChunks, knowledgeDocuments, knowledgeEntries, knowledgeSources } from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { storableText } from "@/server/text/storable-text";
import type { Chunk } from "../chunks/chunk";
import { detectLanguage } from "../words/detect-language";
import { type EntryKind, makeEntry } from "./make-entry";
import { TermHasher } from "./term-hash";

export interface DocumentToWrite {
  workspaceId: string;
  sourceId: string;
  /** What identifies it within its source. */
  key: string;
  title: string;
  url: string | null;
  contentHash: string;
  etag: string | null;
  lastModified: string | null;
}

/** A chunk with its entry, as the insertion reads it from JSON. */
interface WrittenChunk extends Chunk {
  id: string;
  position: number;
  kind: EntryKind;
  language: string;
  /** An array in PostgreSQL's notation. */
  terms: string;
  /** Base64. */
  counts: string;
  length: number;
  sampleKey: number;
}

/** Chunks of one insertion; also how many are made without letting other work of the process continue. */
const BATCH = 100;
const MAX_SAMPLE_KEY = 2 ** 31;
/** New entries of the index wait in a list of this size, which each search reads from the beginning to its end. */
const PENDING_LIST_KB = "512";
/** The chunks from which a document's language is recognized. */
const CHUNKS_OF_LANGUAGE = 5;

/**
 * Writes a document with its chunks and their entries in the index. It replaces the source's live document with the
 * same key in one transaction, so that a search finds either the old text or the new one.
 * @returns the document's id.
 * @throws DomainError not_found if the workspace has no such source.
 */
export async function writeDocument(on: Executor, document: DocumentToWrite, chunks: Chunk[]): Promise<string> {
  const batches = await prepare(document, chunks);
  return on.transaction(async (tx) => {
    const id = await replaceDocument(tx, document, chunks.length);
    for (const batch of batches) await insertBatch(tx, document, id, batch);
    return id;
  });
}

/** Makes the entries before the transaction, which is shorter then. */
async function prepare(document: DocumentToWrite, chunks: Chunk[]): Promise<WrittenChunk[][]> {
  const hasher = new TermHasher(document.workspaceId);
  const start = chunks.slice(0, CHUNKS_OF_LANGUAGE).map(({ text }) => text.slice(0, 200));
  const { language: usual } = await detectLanguage(start.join("\n"));
  const batches: WrittenChunk[][] = [];
  for (let from = 0; from < chunks.length; from += BATCH) {
    if (from > 0) await setImmediate();
    const batch: WrittenChunk[] = [];
    for (const [at, chunk] of chunks.slice(from, from + BATCH).entries()) {
      const text = storableText(chunk.text);
      const headings = chunk.headings.map(storableText);
      const detected = await detectLanguage(text);
      const language = detected.isSure ? detected.language : usual;
      const kind = chunk.kind ?? "passage";
      const entry = makeEntry({ headings, text }, { kind, language, hasher });
      batch.push({
        ...chunk,
        headings,
        text,
        id: newId("knowledgeChunk"),
        position: from + at,
        kind,
        language,
        terms: `{${entry.terms.join(",")}}`,
        counts: entry.counts.toString("base64"),
        length: entry.length,
        sampleKey: randomInt(MAX_SAMPLE_KEY),
      });
    }
    batches.push(batch);
  }
  return batches;
}

async function replaceDocument(tx: Transaction, document: DocumentToWrite, chunkCount: number): Promise<string> {
  const { workspaceId, sourceId, key } = document;
  const lock = JSON.stringify(["knowledge", sourceId, key]);
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${lock}, 0)),
      set_config('gin_pending_list_limit', ${PENDING_LIST_KB}, true)`);
  const [source] = await tx
    .select({ id: knowledgeSources.id })
    .from(knowledgeSources)
    .where(and(eq(knowledgeSources.workspaceId, workspaceId), eq(knowledgeSources.id, sourceId)))
    .for("key share");
  if (!source) throw new DomainError("not_found", "There is no such source.");
  await tx
    .delete(knowledgeDocuments)
    .where(
      and(
        eq(knowledgeDocuments.workspaceId, workspaceId),
        eq(knowledgeDocuments.sourceId, sourceId),
        eq(knowledgeDocuments.key, key),
        eq(knowledgeDocuments.isLive, true),
      ),
    );
  const id = newId("knowledgeDocument");
  const { title, url, contentHash, etag, lastModified } = document;
  await tx.insert(knowledgeDocuments).values({
    id,
    workspaceId,
    sourceId,
    key,
    title: storableText(title),
    url,
    contentHash,
    etag,
    lastModified,
    chunkCount,
  });
  return id;
}

async function insertBatch(
  tx: Transaction,
  { workspaceId, sourceId }: DocumentToWrite,
  documentId: string,
  batch: WrittenChunk[],
): Promise<void> {
  await tx.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as given(
        id text, position int, headings jsonb, text text, page int, anchor text,
        kind text, language text, terms text, counts text, length int, "sampleKey" int
      )
    ),
    chunks as (
      insert into ${knowledgeChunks} (id, workspace_id, source_id, document_id, position, headings, text, page, anchor)
      select id, ${workspaceId}, ${sourceId}, ${documentId}, position, headings, text, page, anchor from given
    )
    insert into ${knowledgeEntries}
      (chunk_id, workspace_id, source_id, document_id, is_live, kind, language, terms, counts, length, sample_key)
    select id, ${workspaceId}, ${sourceId}, ${documentId}, true, kind, language,
      terms::int[], decode(counts, 'base64'), length, "sampleKey"
    from given`);
}
