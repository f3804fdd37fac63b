import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";
import { knowledgeGaps } from "@/db/schema/knowledge-searches";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { findGap } from "./find-gap";

export const changeGapInput = z.discriminatedUnion("status", [
  z.object({ gapId: idText, status: z.literal("open") }),
  z.object({ gapId: idText, status: z.literal("dismissed") }),
  /** A source was written for it. */
  z.object({ gapId: idText, status: z.literal("answered"), sourceId: idText }),
]);

/**
 * Takes a question off the list of unanswered ones, or puts it back.
 * @throws DomainError not_found for the question or the source.
 */
export async function changeGap(ctx: ServiceContext, input: z.infer<typeof changeGapInput>): Promise<void> {
  requireRole(ctx, "editor");
  await findGap(ctx, input.gapId);
  const sourceId = input.status === "answered" ? input.sourceId : null;
  if (sourceId !== null) await assertSource(ctx, sourceId);
  await db
    .update(knowledgeGaps)
    .set({ status: input.status, sourceId })
    .where(and(eq(knowledgeGaps.workspaceId, ctx.workspaceId), eq(knowledgeGaps.id, input.gapId)));
}

async function assertSource(ctx: ServiceContext, sourceId: string): Promise<void> {
  const found = await db
    .select({ id: knowledgeSources.id })
    .from(knowledgeSources)
    .where(and(eq(knowledgeSources.workspaceId, ctx.workspaceId), eq(knowledgeSources.id, sourceId)));
  if (found.length === 0) throw new DomainError("not_found", "This source no longer exists.");
}
