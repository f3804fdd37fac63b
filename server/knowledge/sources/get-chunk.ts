import { eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeChunks, knowledgeDocuments } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { chunkOf } from "@/server/knowledge/edits/lock-chunk";
import type { ServiceContext } from "@/server/service-context";
import { chunkColumns } from "./list-chunks";

export const getChunkInput = z.object({ chunkId: idText });

/**
 * Returns a chunk with the title of its document.
 * @throws DomainError `not_found` if its text was replaced or deleted.
 */
export async function getChunk(ctx: ServiceContext, { chunkId }: z.infer<typeof getChunkInput>) {
  requireRole(ctx, "viewer");
  const [chunk] = await db
    .select({ ...chunkColumns, sourceId: knowledgeChunks.sourceId, documentTitle: knowledgeDocuments.title })
    .from(knowledgeChunks)
    .innerJoin(knowledgeDocuments, eq(knowledgeDocuments.id, knowledgeChunks.documentId))
    .where(chunkOf(ctx.workspaceId, chunkId));
  if (!chunk) throw new DomainError("not_found", "This part was deleted, or its source was read again.");
  return chunk;
}
