import { asc, and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeChunks, knowledgeDocuments, knowledgeSources } from "@/db/schema/knowledge";
import { newId } from "@/server/ids";
import { until } from "@/inngest/local/testing/harness";
import { dispatch } from "@/server/outbox/outbox";
import { sourceSettings, type ReadingSchedule, type SourceSettings } from "@/server/schemas/knowledge/source-settings";
import { requestReading } from "../request-reading";

/** Adds a source that was never read. */
export async function makeSource(
  workspaceId: string,
  settings: SourceSettings,
  schedule: ReadingSchedule = "off",
): Promise<string> {
  const id = newId("knowledgeSource");
  const { kind } = settings;
  const name = `A ${kind}`;
  await db
    .insert(knowledgeSources)
    .values({ id, workspaceId, kind, name, settings: sourceSettings.parse(settings), schedule, status: "queued" });
  return id;
}

/** Requests a reading and waits for its end. @returns the source. */
export async function readNow(workspaceId: string, sourceId: string) {
  await dispatch(await db.transaction((tx) => requestReading(tx, { workspaceId, sourceId })));
  return ended(sourceId);
}

/** Waits until no reading of a source is in progress. @returns the source. */
export async function ended(sourceId: string, seconds = 60) {
  const isEnded = async () => !["queued", "reading"].includes((await sourceRow(sourceId)).status);
  await until(isEnded, "the end of the reading", seconds * 1000);
  return sourceRow(sourceId);
}

/** The row of a source. */
export async function sourceRow(sourceId: string) {
  const [row] = await db.select().from(knowledgeSources).where(eq(knowledgeSources.id, sourceId));
  if (!row) throw new Error("There is no such source.");
  return row;
}

/** The documents of a source by their keys. */
export async function documentsOf(sourceId: string) {
  const rows = await db
    .select()
    .from(knowledgeDocuments)
    .where(and(eq(knowledgeDocuments.sourceId, sourceId), eq(knowledgeDocuments.isLive, true)));
  return new Map(rows.map((row) => [row.key, row]));
}

/** The chunks of a source in their order. */
export function chunksOf(sourceId: string) {
  return db
    .select()
    .from(knowledgeChunks)
    .where(eq(knowledgeChunks.sourceId, sourceId))
    .orderBy(asc(knowledgeChunks.documentId), asc(knowledgeChunks.position));
}
