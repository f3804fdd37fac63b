import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";
import { noteEndedEdits } from "../../edits/end-edits";
import { readLostEdits } from "../../edits/read-edits";
import { MAX_LETTERS, type PlannedPage, takeRoom } from "../sites/site-plan";
import { SiteScope } from "../sites/site-scope";
import { endReading, type ReadingEnd } from "./end-reading";
import { liveDocuments } from "./live-documents";
import { unfoundPages } from "./page-rows";
import type { SiteReading } from "./read-pages";
import { MAX_MISSES } from "./read-whole";

/**
 * The stored pages to look for on their own: if a page of a crawl could not be read, the pages that only it links to were
 * not found, but may still exist.
 */
export async function hiddenPages({ key, startedAt, plan }: SiteReading): Promise<PlannedPage[]> {
  const { depth } = plan.found;
  if (depth === null || plan.failed.length === 0 || plan.isStopped) return [];
  const known = [...plan.failed.map(({ url }) => url), ...plan.gone];
  const urls = await unfoundPages(db, key.sourceId, startedAt, known);
  const room = { addresses: urls.length, letters: MAX_LETTERS };
  return urls.filter((url) => takeRoom(room, url)).map((url) => ({ url, depth }));
}

/** Ends the reading of a site. Pages that were not found three times in a row are removed. */
export function endSite(reading: SiteReading): Promise<void> {
  const { key, plan, startedAt } = reading;
  return endReading(key, async (tx, source): Promise<ReadingEnd> => {
    const { sourceId } = key;
    let removed =
      source.settings.kind === "site"
        ? await removeUnwanted(tx, reading, new SiteScope(source.settings, plan.found.start))
        : 0;
    const found = await tx.$count(
      knowledgeDocuments,
      and(
        eq(knowledgeDocuments.sourceId, sourceId),
        eq(knowledgeDocuments.isLive, true),
        sql`${knowledgeDocuments.readAt} >= ${startedAt}::timestamptz`,
      ),
    );
    const [failure] = plan.failed;
    if (found === 0) {
      const error = failure ? `No page could be read. ${failure.reason}` : "No page with a text was found.";
      return { error, removed };
    }
    const failed = plan.failed.map(({ url }) => url);
    const missing = plan.isStopped ? [] : await unfoundPages(tx, sourceId, startedAt, failed);
    if (missing.length > 0) removed += await countMisses(tx, sourceId, missing);
    return { warnings: plan.allWarnings(), removed };
  });
}

/** @returns How many pages were removed. */
async function countMisses(tx: Transaction, sourceId: string, missing: string[]): Promise<number> {
  const { misses } = knowledgeDocuments;
  await tx
    .update(knowledgeDocuments)
    .set({ misses: sql`${misses} + 1` })
    .where(liveDocuments(sourceId, missing));
  const removed = await tx
    .select({ id: knowledgeDocuments.id })
    .from(knowledgeDocuments)
    .where(and(liveDocuments(sourceId, missing), gte(misses, MAX_MISSES)));
  const ids = removed.map(({ id }) => id);
  await noteEndedEdits(tx, sourceId, await readLostEdits(tx, ids));
  await tx.delete(knowledgeDocuments).where(inArray(knowledgeDocuments.id, ids));
  return ids.length;
}

/** Pages that changed settings leave out are removed immediately. @returns How many. */
async function removeUnwanted(tx: Transaction, { key, startedAt }: SiteReading, scope: SiteScope): Promise<number> {
  const unwanted = (await unfoundPages(tx, key.sourceId, startedAt, [])).filter((url) => !scope.isWanted(url));
  if (unwanted.length > 0) await tx.delete(knowledgeDocuments).where(liveDocuments(key.sourceId, unwanted));
  return unwanted.length;
}
