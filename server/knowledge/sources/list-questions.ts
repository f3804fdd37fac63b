import { and, desc, eq, ilike, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { excerpt } from "@/server/text/excerpt";
import { containing } from "@/server/text/like-pattern";

const PAGE = 50;
const EXCERPT = 200;

export const listQuestionsInput = z.object({
  /** Words of questions, variants and answers. */
  search: z.string().max(200).default(""),
  /** The id of the last question of the previous page. */
  cursor: idText.nullish(),
});

/** Lists the direct questions, newest first, 50 to a page. */
export async function listQuestions(ctx: ServiceContext, { search, cursor }: z.infer<typeof listQuestionsInput>) {
  requireRole(ctx, "viewer");
  const { settings } = knowledgeSources;
  const words = search.trim();
  const rows = await db
    .select({
      id: knowledgeSources.id,
      question: sql<string>`${settings} ->> 'question'`,
      answer: sql<string>`${settings} ->> 'answer'`,
      variants: sql<number>`jsonb_array_length(${settings} -> 'variants')`,
      isEnabled: knowledgeSources.isEnabled,
      status: knowledgeSources.status,
      error: knowledgeSources.error,
      createdAt: knowledgeSources.createdAt,
    })
    .from(knowledgeSources)
    .where(
      and(
        eq(knowledgeSources.workspaceId, ctx.workspaceId),
        eq(knowledgeSources.kind, "question"),
        words === "" ? undefined : ilike(searched, containing(words)),
        cursor ? lt(knowledgeSources.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(knowledgeSources.id))
    .limit(PAGE + 1);
  const questions = rows.slice(0, PAGE).map(({ answer, createdAt, ...row }) => ({
    ...row,
    answer: excerpt(answer, EXCERPT),
    createdAt: createdAt.toISOString(),
  }));
  return { questions, nextCursor: rows.length > PAGE ? (questions.at(-1)?.id ?? null) : null };
}

const searched = sql<string>`concat_ws(E'\n', ${knowledgeSources.settings} ->> 'question',
  (select string_agg(variant, E'\n') from jsonb_array_elements_text(${knowledgeSources.settings} -> 'variants') as variant),
  ${knowledgeSources.settings} ->> 'answer')`;
