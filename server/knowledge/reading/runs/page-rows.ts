import { and, eq, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";
import { liveDocuments } from "./live-documents";
import type { PageVersion } from "../pages/fetch-page";

/** What the server said about the stored copies of pages, by their addresses. */
export async function pageVersions(sourceId: string, urls: string[]): Promise<ReadonlyMap<string, PageVersion>> {
  if (urls.length === 0) return new Map();
  const { key, etag, lastModified } = knowledgeDocuments;
  const rows = await db
    .select({ key, etag, lastModified })
    .from(knowledgeDocuments)
    .where(liveDocuments(sourceId, urls));
  return new Map(rows.map((row) => [row.key, row]));
}

/** Notes at the stored copies of pages why they could not be read again. */
export async function markFailed(sourceId: string, failed: { url: string; reason: string }[]): Promise<void> {
  for (const { url, reason } of failed) {
    await db
      .update(knowledgeDocuments)
      .set({ error: reason })
      .where(liveDocuments(sourceId, [url]));
  }
}

/** The addresses of the stored pages that a reading has not found, except the given ones. */
export async function unfoundPages(
  on: Executor,
  sourceId: string,
  startedAt: string,
  except: string[],
): Promise<string[]> {
  const rows = await on
    .select({ key: knowledgeDocuments.key })
    .from(knowledgeDocuments)
    .where(
      and(
        eq(knowledgeDocuments.sourceId, sourceId),
        eq(knowledgeDocuments.isLive, true),
        sql`${knowledgeDocuments.readAt} < ${startedAt}::timestamptz`,
        sql`not ${knowledgeDocuments.key} = any(${sql.param(except)}::text[])`,
      ),
    );
  return rows.map(({ key }) => key);
}
