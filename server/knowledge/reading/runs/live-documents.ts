import { and, eq, inArray } from "drizzle-orm";
import { knowledgeDocuments } from "@/db/schema/knowledge";

/** Matches the documents of a source with these keys that are in use. */
export function liveDocuments(sourceId: string, keys: string[]) {
  return and(
    eq(knowledgeDocuments.sourceId, sourceId),
    eq(knowledgeDocuments.isLive, true),
    inArray(knowledgeDocuments.key, keys),
  );
}
