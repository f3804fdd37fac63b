import { and, eq, inArray, type SQL } from "drizzle-orm";
import { knowledgeSources } from "@/db/schema/knowledge";

/** One reading of a source. */
export interface ReadingKey {
  workspaceId: string;
  sourceId: string;
  readingId: string;
}

/** Matches the source while this reading is its current one and has not ended. */
export function inReading({ workspaceId, sourceId, readingId }: ReadingKey): SQL | undefined {
  return and(
    eq(knowledgeSources.workspaceId, workspaceId),
    eq(knowledgeSources.id, sourceId),
    eq(knowledgeSources.readingId, readingId),
    inArray(knowledgeSources.status, ["queued", "reading"]),
  );
}
