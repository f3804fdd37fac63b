import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";

/** The numbers of documents and chunks of each source of a workspace, as a subquery. */
export function countsOf(workspaceId: string) {
  return db
    .select({
      sourceId: knowledgeDocuments.sourceId,
      documents: sql<number>`count(*)::int`.as("documents"),
      chunks: sql<number>`sum(${knowledgeDocuments.chunkCount})::int`.as("chunks"),
    })
    .from(knowledgeDocuments)
    .where(and(eq(knowledgeDocuments.workspaceId, workspaceId), eq(knowledgeDocuments.isLive, true)))
    .groupBy(knowledgeDocuments.sourceId)
    .as("counts");
}
