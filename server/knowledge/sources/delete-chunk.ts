import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeChunks, knowledgeDocuments } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import { keepOriginal, lockChunk } from "@/server/knowledge/edits/lock-chunk";
import { requestStatistics } from "@/server/knowledge/index/request-statistics";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";

export const deleteChunkInput = z.object({ chunkId: idText });

/**
 * Deletes a chunk, and keeps it away while its text is read at its source. Does nothing if it does not exist. The
 * statistics of the knowledge follow within seconds.
 */
export async function deleteChunk(ctx: ServiceContext, { chunkId }: z.infer<typeof deleteChunkInput>): Promise<void> {
  requireRole(ctx, "editor");
  const events = await db.transaction(async (tx) => {
    const gone = await lockChunk(tx, ctx.workspaceId, chunkId);
    if (!gone) return [];
    await keepOriginal(tx, gone);
    await tx.delete(knowledgeChunks).where(eq(knowledgeChunks.id, chunkId));
    await tx
      .update(knowledgeDocuments)
      .set({ chunkCount: sql`greatest(${knowledgeDocuments.chunkCount} - 1, 0)` })
      .where(eq(knowledgeDocuments.id, gone.documentId));
    return requestStatistics(tx, ctx.workspaceId);
  });
  await dispatch(events);
}
