import { and, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { knowledgeGaps } from "@/db/schema/knowledge-searches";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/** @throws DomainError not_found, also for another workspace's gap. */
export async function findGap(ctx: Pick<ServiceContext, "workspaceId">, gapId: string, on: Executor = db) {
  const [gap] = await on
    .select()
    .from(knowledgeGaps)
    .where(and(eq(knowledgeGaps.workspaceId, ctx.workspaceId), eq(knowledgeGaps.id, gapId)));
  if (!gap) throw new DomainError("not_found", "This question is no longer in the list.");
  return gap;
}
