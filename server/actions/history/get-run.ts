import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { DomainError } from "@/server/errors";
import { maskHeaders } from "@/server/outbound/request-headers";
import type { ServiceContext } from "@/server/service-context";
import { resultExcerpt } from "./run-head";
import { callbackAddress } from "../steps/callback/callback-token";

/**
 * One run with what each of its steps sent and got, for the people who build the bot. One statement reads all of it, so
 * that a run which has just ended is never shown without its last step.
 */
export async function getRun(ctx: ServiceContext, runId: string) {
  const [run] = await db
    .select({
      id: actionRuns.id,
      actionId: actionRuns.actionId,
      conversationId: actionRuns.conversationId,
      parentRunId: actionRuns.parentRunId,
      isDraft: actionRuns.isDraft,
      status: actionRuns.status,
      arguments: actionRuns.arguments,
      result: actionRuns.result,
      resultExcerpt: resultExcerpt.as("result_excerpt"),
      error: actionRuns.error,
      createdAt: actionRuns.createdAt,
      startedAt: actionRuns.startedAt,
      finishedAt: actionRuns.finishedAt,
      steps: stepsOfRun.as("steps"),
    })
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, ctx.workspaceId), eq(actionRuns.id, runId)));
  if (!run) throw new DomainError("not_found", "This run does not exist in your workspace.");
  return { ...run, steps: run.steps.map((step) => ({ ...visible(step), callbackUrl: addressOf(runId, step) })) };
}

type StepRow = Pick<
  typeof actionStepRuns.$inferSelect,
  "position" | "name" | "kind" | "status" | "rest" | "output" | "durationMs"
>;

/** Of a row of `action_runs`, in order; outputs keep their keys in the order that they were stored in. */
const stepsOfRun = sql<StepRow[]>`(
  select coalesce(json_agg(json_build_object(
    'position', s.position, 'name', s.name, 'kind', s.kind, 'status', s.status, 'rest', s.rest, 'output', s.output,
    'durationMs', s.duration_ms
  ) order by s.position), '[]')
  from ${actionStepRuns} s where s.run_id = ${actionRuns}.id and s.workspace_id = ${actionRuns}.workspace_id
)`;

/** Where the POST is to go that a step waits for; null when it waits for none. */
function addressOf(runId: string, { position, rest }: Pick<StepRow, "position" | "rest">) {
  return rest?.type === "callback" ? callbackAddress({ runId, position }) : null;
}

/** Later steps may need a cookie that an answer set; people do not. */
function visible<S extends Pick<StepRow, "output">>(step: S) {
  return { ...step, output: { ...step.output, headers: maskHeaders(step.output.headers) } };
}
