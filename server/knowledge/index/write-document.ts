import { and, eq, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import {
  knowledgeChunks,
  knowledgeDocuments,
  knowledgeEntries,
  knowledgeOriginals,
  knowledgeSources,
} from "@/db/schema/knowledge";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { storableText } from "@/server/text/storable-text";
import type { Chunk } from "../chunks/chunk";
import { noteEndedEdits } from "../edits/end-edits";
import { type MatchedEdits, matchEdits } from "../edits/match-edits";
import { readEdits } from "../edits/read-edits";
import { textHash } from "../edits/text-hash";
import { ChunkPreparer, type PreparedChunk } from "./prepare-chunks";

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

/** Chunks of one insertion. */
const BATCH = 100;
/** Originals of one insertion. */
const ORIGINALS = 1000;
/** New entries of the index wait in a list of this size, which each search reads from the beginning to its end. */
const PENDING_LIST_KB = "512";

/**
 * Writes a document with its chunks and their entries in the index. It replaces the source's live document with the
 * same key in one transaction, so that a search finds either the old text or the new one. Chunks that people edited or
 * deleted stay so if their text was read again; the other edits end, and are noted at the source.
 * @returns the document's id.
 * @throws DomainError not_found if the workspace has no such source.
 */
export async function writeDocument(on: Executor, document: DocumentToWrite, chunks: Chunk[]): Promise<string> {
  // Before the transaction, which is shorter then.
  const preparer = await ChunkPreparer.of(document.workspaceId, chunks);
  const prepared = await preparer.prepareAll(chunks);
  return on.transaction(async (tx) => {
    const before = await lockDocument(tx, document);
    const edits = before === null ? NO_EDITS : await carryEdits(tx, before, prepared);
    const written = await withEdits(prepared, edits.kept, preparer);
    const id = await replaceDocument(tx, document, { before, chunkCount: written.length });
    for (let from = 0; from < written.length; from += BATCH) {
      await insertBatch(tx, document, id, written.slice(from, from + BATCH));
    }
    const originals = prepared.filter(({ position }) => edits.kept.has(position));
    await insertOriginals(tx, document, id, originals);
    await noteEndedEdits(tx, document.sourceId, edits.ended);
    return id;
  });
}

const NO_EDITS: MatchedEdits = { kept: new Map(), ended: [] };

async function carryEdits(tx: Transaction, documentId: string, chunks: PreparedChunk[]): Promise<MatchedEdits> {
  const before = await readEdits(tx, documentId);
  if (before.length === 0) return NO_EDITS;
  return matchEdits(
    before,
    chunks.map(({ headings, text }) => ({ headings, textHash: textHash(text) })),
  );
}

/** Leaves out the chunks that people deleted, and gives the others the texts that people wrote. */
async function withEdits(
  chunks: PreparedChunk[],
  edits: MatchedEdits["kept"],
  preparer: ChunkPreparer,
): Promise<PreparedChunk[]> {
  if (edits.size === 0) return chunks;
  const written: PreparedChunk[] = [];
  for (const chunk of chunks) {
    const edit = edits.get(chunk.position);
    if (!edit) written.push(chunk);
    else if (edit.text !== null) {
      const { position } = chunk;
      written.push({ ...(await preparer.prepare({ ...chunk, text: edit.text }, position)), isEdited: true });
    }
  }
  return written;
}

/** Locks the document that will be replaced, against edits and other writers. @returns its id; null without one. */
async function lockDocument(tx: Transaction, document: DocumentToWrite): Promise<string | null> {
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
  const [before] = await tx
    .select({ id: knowledgeDocuments.id })
    .from(knowledgeDocuments)
    .where(
      and(
        eq(knowledgeDocuments.workspaceId, workspaceId),
        eq(knowledgeDocuments.sourceId, sourceId),
        eq(knowledgeDocuments.key, key),
        eq(knowledgeDocuments.isLive, true),
      ),
    )
    .for("update");
  return before?.id ?? null;
}

async function replaceDocument(
  tx: Transaction,
  { title, ...document }: DocumentToWrite,
  { before, chunkCount }: { before: string | null; chunkCount: number },
): Promise<string> {
  if (before !== null) await tx.delete(knowledgeDocuments).where(eq(knowledgeDocuments.id, before));
  const id = newId("knowledgeDocument");
  const { workspaceId, sourceId, key, url, contentHash, etag, lastModified } = document;
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

async function insertOriginals(
  tx: Transaction,
  { workspaceId }: DocumentToWrite,
  documentId: string,
  chunks: PreparedChunk[],
): Promise<void> {
  for (let from = 0; from < chunks.length; from += ORIGINALS) {
    const batch = chunks.slice(from, from + ORIGINALS);
    await tx.insert(knowledgeOriginals).values(
      batch.map(({ position, headings, text }) => ({
        documentId,
        position,
        workspaceId,
        headings,
        textHash: textHash(text),
      })),
    );
  }
}

async function insertBatch(
  tx: Transaction,
  { workspaceId, sourceId }: DocumentToWrite,
  documentId: string,
  batch: PreparedChunk[],
): Promise<void> {
  await tx.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as given(
        id text, position int, headings jsonb, text text, page int, anchor text, "isEdited" boolean,
        kind text, language text, terms text, counts text, length int, "sampleKey" int
      )
    ),
    chunks as (
      insert into ${knowledgeChunks}
        (id, workspace_id, source_id, document_id, position, headings, text, page, anchor, is_edited)
      select id, ${workspaceId}, ${sourceId}, ${documentId}, position, headings, text, page, anchor, "isEdited" from given
    )
    insert into ${knowledgeEntries}
      (chunk_id, workspace_id, source_id, document_id, is_live, kind, language, terms, counts, length, sample_key)
    select id, ${workspaceId}, ${sourceId}, ${documentId}, true, kind, language,
      terms::int[], decode(counts, 'base64'), length, "sampleKey"
    from given`);
}
