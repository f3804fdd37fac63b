import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { knowledgeChunks, knowledgeDocuments, knowledgeOriginals } from "@/db/schema/knowledge";
import { textHash } from "./text-hash";

/** The condition for a chunk of a workspace. */
export function chunkOf(workspaceId: string, chunkId: string) {
  return and(eq(knowledgeChunks.workspaceId, workspaceId), eq(knowledgeChunks.id, chunkId));
}

type StoredChunk = typeof knowledgeChunks.$inferSelect;

/**
 * Locks a chunk for a change by people.
 * @returns undefined if it does not exist, also because its document was just replaced.
 */
export async function lockChunk(
  tx: Transaction,
  workspaceId: string,
  chunkId: string,
): Promise<StoredChunk | undefined> {
  const isWanted = chunkOf(workspaceId, chunkId);
  const documentId = tx.select({ id: knowledgeChunks.documentId }).from(knowledgeChunks).where(isWanted);
  // A reading locks the document first, too. In another order, the two could wait for each other.
  await tx
    .select({ id: knowledgeDocuments.id })
    .from(knowledgeDocuments)
    .where(eq(knowledgeDocuments.id, documentId))
    .for("no key update");
  const [chunk] = await tx.select().from(knowledgeChunks).where(isWanted).for("update");
  return chunk;
}

/** Keeps what was read of a chunk before people change it for the first time, so that readings know it again. */
export async function keepOriginal(tx: Transaction, chunk: StoredChunk): Promise<void> {
  // The original of a chunk that was edited before originals were kept is not known.
  if (chunk.isEdited) return;
  const { documentId, position, workspaceId, headings, text } = chunk;
  await tx
    .insert(knowledgeOriginals)
    .values({ documentId, position, workspaceId, headings, textHash: textHash(text) })
    .onConflictDoNothing();
}
