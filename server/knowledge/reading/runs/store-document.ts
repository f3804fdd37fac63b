import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";
import { writeDocument } from "@/server/knowledge/index/write-document";
import type { ReadDocument } from "../jobs/document-jobs";
import type { PageVersion } from "../pages/fetch-page";
import type { ReadingKey } from "./reading-key";
import { liveDocuments } from "./live-documents";

/** A document of a source, as it was read. */
export interface StoredRead extends Pick<ReadDocument, "title" | "chunks" | "contentHash"> {
  /** What identifies it within its source. */
  key: string;
  url: string | null;
  version?: PageVersion;
}

/**
 * Stores a document. One that has not changed is left as it is, with its chunks and what people edited in them.
 * @param startedAt The start of the reading: a document that it has already read is not replaced by another page with
 *   the same canonical address.
 */
export async function storeDocument(
  { workspaceId, sourceId }: ReadingKey,
  { key, url, title, chunks, contentHash, version }: StoredRead,
  startedAt?: string,
): Promise<"written" | "unchanged" | "read_already"> {
  const [before] = await db
    .select({
      contentHash: knowledgeDocuments.contentHash,
      isRead: sql<boolean>`coalesce(${knowledgeDocuments.readAt} >= ${startedAt ?? null}::timestamptz, false)`,
    })
    .from(knowledgeDocuments)
    .where(liveDocuments(sourceId, [key]));
  const { etag = null, lastModified = null } = version ?? {};
  if (before?.isRead) return "read_already";
  if (before?.contentHash === contentHash) {
    await confirmDocument(sourceId, key, { url, etag, lastModified });
    return "unchanged";
  }
  const document = { workspaceId, sourceId, key, title, url, contentHash, etag, lastModified };
  await writeDocument(db, document, chunks);
  return "written";
}

/** Notes that a document was found again as it is stored. */
export async function confirmDocument(
  sourceId: string,
  key: string,
  changes: Partial<Pick<typeof knowledgeDocuments.$inferInsert, "url" | "etag" | "lastModified">> = {},
): Promise<void> {
  await db
    .update(knowledgeDocuments)
    .set({ ...changes, readAt: sql`now()`, misses: 0, error: null })
    .where(liveDocuments(sourceId, [key]));
}
