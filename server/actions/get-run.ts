import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { DomainError } from "@/server/errors";
import { maskHeaders } from "@/server/outbound/request-headers";
import type { ServiceContext } from "@/server/service-context";

/** One run with what each of its steps sent and got, for the people who build the bot. */
export async function getRun(ctx: ServiceContext, runId: string) {
  const [[run], steps] = await Promise.all([
    db
      .select({
        id: actionRuns.id,
        actionId: actionRuns.actionId,
        conversationId: actionRuns.conversationId,
        status: actionRuns.status,
        arguments: actionRuns.arguments,
        result: actionRuns.result,
        error: actionRuns.error,
        createdAt: actionRuns.createdAt,
        startedAt: actionRuns.startedAt,
        finishedAt: actionRuns.finishedAt,
      })
      .from(actionRuns)
      .where(and(eq(actionRuns.workspaceId, ctx.workspaceId), eq(actionRuns.id, runId))),
    db
      .select({
        position: actionStepRuns.position,
        name: actionStepRuns.name,
        kind: actionStepRuns.kind,
        status: actionStepRuns.status,
        output: actionStepRuns.output,
        durationMs: actionStepRuns.durationMs,
      })
      .from(actionStepRuns)
      .where(and(eq(actionStepRuns.workspaceId, ctx.workspaceId), eq(actionStepRuns.runId, runId)))
      .orderBy(asc(actionStepRuns.position)),
  ]);
  if (!run) throw new DomainError("not_found", "This run does not exist in your workspace.");
  return { ...run, steps: steps.map(visible) };
}

/** Later steps may need a cookie that an answer set; people do not. */
function visible<S extends Pick<typeof actionStepRuns.$inferSelect, "output">>(step: S) {
  return { ...step, output: { ...step.output, headers: maskHeaders(step.output.headers) } };
}
