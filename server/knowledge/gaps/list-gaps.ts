import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { knowledgeGaps, knowledgeSearches } from "@/db/schema/knowledge-searches";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import { GAPS_PER_PAGE, gapStatuses } from "@/server/schemas/knowledge/gap";
import type { ServiceContext } from "@/server/service-context";
import { findGap } from "./find-gap";

const MAX_QUESTIONS = 100;

export const listGapsInput = z.object({
  status: z.enum(gapStatuses).default("open"),
  /** Where the page before ended. */
  cursor: z.object({ count: z.int32(), id: idText }).nullish(),
});

export interface Gap {
  id: string;
  question: string;
  status: (typeof gapStatuses)[number];
  count: number;
  lastAskedAt: string;
  /** What answers it now. */
  source: { id: string; name: string } | null;
}

/** Lists questions that the knowledge base did not answer, the most frequent first. */
export async function listGaps(ctx: ServiceContext, { status, cursor }: z.infer<typeof listGapsInput>): Promise<Gap[]> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const rows = await db
    .select({ gap: knowledgeGaps, sourceName: knowledgeSources.name })
    .from(knowledgeGaps)
    .leftJoin(knowledgeSources, eq(knowledgeSources.id, knowledgeGaps.sourceId))
    .where(
      and(
        eq(knowledgeGaps.workspaceId, ctx.workspaceId),
        eq(knowledgeGaps.status, status),
        cursor
          ? or(
              lt(knowledgeGaps.count, cursor.count),
              and(eq(knowledgeGaps.count, cursor.count), lt(knowledgeGaps.id, cursor.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(knowledgeGaps.count), desc(knowledgeGaps.id))
    .limit(GAPS_PER_PAGE);
  return rows.map(({ gap, sourceName }) => ({
    id: gap.id,
    question: gap.question,
    status: gap.status,
    count: gap.count,
    lastAskedAt: gap.lastAskedAt.toISOString(),
    source: gap.sourceId === null || sourceName === null ? null : { id: gap.sourceId, name: sourceName },
  }));
}

export interface AskedQuestion {
  question: string;
  conversationId: string;
  askedAt: string;
}

/** Lists how customers asked a question, newest first. @throws DomainError not_found */
export async function listGapQuestions(ctx: ServiceContext, gapId: string): Promise<AskedQuestion[]> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  await findGap(ctx, gapId);
  return db
    .select({
      question: knowledgeSearches.question,
      conversationId: knowledgeSearches.conversationId,
      askedAt: sql<string>`to_json(${knowledgeSearches.createdAt})#>>'{}'`,
    })
    .from(knowledgeSearches)
    .where(and(eq(knowledgeSearches.workspaceId, ctx.workspaceId), eq(knowledgeSearches.gapId, gapId)))
    .orderBy(desc(knowledgeSearches.createdAt))
    .limit(MAX_QUESTIONS);
}
