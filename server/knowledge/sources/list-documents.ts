import { and, asc, eq, gt, ilike, or } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeDocuments } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { containing } from "@/server/text/like-pattern";

const PAGE = 50;

export const listDocumentsInput = z.object({
  sourceId: idText,
  /** Words of titles and addresses. */
  search: z.string().max(200).default(""),
  /** The id of the last document of the previous page. */
  cursor: idText.nullish(),
});

/** Lists the documents of a source, 50 to a page. */
export async function listDocuments(
  ctx: ServiceContext,
  { sourceId, search, cursor }: z.infer<typeof listDocumentsInput>,
) {
  requireRole(ctx, "viewer");
  const part = containing(search.trim());
  const rows = await db
    .select({
      id: knowledgeDocuments.id,
      title: knowledgeDocuments.title,
      url: knowledgeDocuments.url,
      chunks: knowledgeDocuments.chunkCount,
      error: knowledgeDocuments.error,
      readAt: knowledgeDocuments.readAt,
    })
    .from(knowledgeDocuments)
    .where(
      and(
        eq(knowledgeDocuments.workspaceId, ctx.workspaceId),
        eq(knowledgeDocuments.sourceId, sourceId),
        eq(knowledgeDocuments.isLive, true),
        search.trim() === ""
          ? undefined
          : or(ilike(knowledgeDocuments.title, part), ilike(knowledgeDocuments.url, part)),
        cursor ? gt(knowledgeDocuments.id, cursor) : undefined,
      ),
    )
    .orderBy(asc(knowledgeDocuments.id))
    .limit(PAGE + 1);
  const documents = rows
    .slice(0, PAGE)
    .map(({ readAt, ...document }) => ({ ...document, readAt: readAt.toISOString() }));
  return { documents, nextCursor: rows.length > PAGE ? (documents.at(-1)?.id ?? null) : null };
}
