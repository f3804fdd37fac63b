import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { DomainError } from "@/server/errors";
import { maskHeaders } from "@/server/outbound/request-headers";
import type { ServiceContext } from "@/server/service-context";
import { callbackAddress } from "./steps/callback/callback-token";

/** One run with what each of its steps sent and got, for the people who build the bot. */
export async function getRun(ctx: ServiceContext, runId: string) {
  const [[run], steps] = await Promise.all([
    db
      .select({
        id: actionRuns.id,
        actionId: actionRuns.actionId,
        conversationId: actionRuns.conversationId,
        parentRunId: actionRuns.parentRunId,
        isDraft: actionRuns.isDraft,
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
        rest: actionStepRuns.rest,
        output: actionStepRuns.output,
        durationMs: actionStepRuns.durationMs,
      })
      .from(actionStepRuns)
      .where(and(eq(actionStepRuns.workspaceId, ctx.workspaceId), eq(actionStepRuns.runId, runId)))
      .orderBy(asc(actionStepRuns.position)),
  ]);
  if (!run) throw new DomainError("not_found", "This run does not exist in your workspace.");
  return { ...run, steps: steps.map((step) => ({ ...visible(step), callbackUrl: addressOf(runId, step) })) };
}

/** Where the POST is to go that a step waits for; null when it waits for none. */
function addressOf(runId: string, { position, rest }: Pick<typeof actionStepRuns.$inferSelect, "position" | "rest">) {
  return rest?.type === "callback" ? callbackAddress({ runId, position }) : null;
}

/** Later steps may need a cookie that an answer set; people do not. */
function visible<S extends Pick<typeof actionStepRuns.$inferSelect, "output">>(step: S) {
  return { ...step, output: { ...step.output, headers: maskHeaders(step.output.headers) } };
}
