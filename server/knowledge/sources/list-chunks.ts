import { and, asc, eq, gt, ilike } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeChunks } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { containing } from "@/server/text/like-pattern";

const PAGE = 30;

export const listChunksInput = z.object({
  documentId: idText,
  /** Words of the text. */
  search: z.string().max(200).default(""),
  /** The position of the last chunk of the previous page. */
  cursor: z.int32().min(0).nullish(),
});

/** What a member sees of a chunk. */
export const chunkColumns = {
  id: knowledgeChunks.id,
  position: knowledgeChunks.position,
  headings: knowledgeChunks.headings,
  text: knowledgeChunks.text,
  page: knowledgeChunks.page,
  isEdited: knowledgeChunks.isEdited,
};

/** Lists the chunks of a document in their order, 30 to a page. */
export async function listChunks(ctx: ServiceContext, { documentId, search, cursor }: z.infer<typeof listChunksInput>) {
  requireRole(ctx, "viewer");
  const words = search.trim();
  const rows = await db
    .select(chunkColumns)
    .from(knowledgeChunks)
    .where(
      and(
        eq(knowledgeChunks.workspaceId, ctx.workspaceId),
        eq(knowledgeChunks.documentId, documentId),
        words === "" ? undefined : ilike(knowledgeChunks.text, containing(words)),
        cursor == null ? undefined : gt(knowledgeChunks.position, cursor),
      ),
    )
    .orderBy(asc(knowledgeChunks.position))
    .limit(PAGE + 1);
  const chunks = rows.slice(0, PAGE);
  return { chunks, nextCursor: rows.length > PAGE ? (chunks.at(-1)?.position ?? null) : null };
}
