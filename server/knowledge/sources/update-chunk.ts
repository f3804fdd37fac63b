import { eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeChunks, knowledgeVectors } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { keepOriginal, lockChunk } from "@/server/knowledge/edits/lock-chunk";
import { reindexChunk } from "@/server/knowledge/index/reindex-chunk";
import { requestStatistics } from "@/server/knowledge/index/request-statistics";
import { requestVectors } from "@/server/knowledge/vectors/request-vectors";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";

const LONGEST_CHUNK = 8000;

export const updateChunkInput = z.object({
  chunkId: idText,
  text: z
    .string()
    .trim()
    .min(1, "Write the text, or delete this part.")
    .max(LONGEST_CHUNK, `A part has at most ${LONGEST_CHUNK.toLocaleString("en")} letters.`),
  /** The text before the change: a newer text is not overwritten. */
  before: z.string().max(100_000),
});

/**
 * Changes the text of a chunk, which search finds from then on. It stays while the text that it replaces is read at its source.
 * @throws DomainError `not_found`, `conflict` if it is no longer `before`.
 */
export async function updateChunk(
  ctx: ServiceContext,
  { chunkId, text, before }: z.infer<typeof updateChunkInput>,
): Promise<void> {
  requireRole(ctx, "editor");
  const events = await db.transaction(async (tx) => {
    const chunk = await lockChunk(tx, ctx.workspaceId, chunkId);
    if (!chunk) throw new DomainError("not_found", GONE);
    if (chunk.text !== before) {
      throw new DomainError("conflict", "This text was changed meanwhile. Copy yours, and load the page again.");
    }
    await keepOriginal(tx, chunk);
    await tx.update(knowledgeChunks).set({ text, isEdited: true }).where(eq(knowledgeChunks.id, chunkId));
    await reindexChunk(tx, chunkId);
    // Its vectors are of the text before.
    await tx.delete(knowledgeVectors).where(eq(knowledgeVectors.chunkId, chunkId));
    return [...(await requestStatistics(tx, ctx.workspaceId)), ...(await requestVectors(tx, ctx.workspaceId))];
  });
  await dispatch(events);
}

const GONE = "This text does not exist any more: its source was read again. Load the page again.";
