import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { DomainError } from "@/server/errors";
import { maskHeaders } from "@/server/outbound/request-headers";
import type { ServiceContext } from "@/server/service-context";
import { resultExcerpt } from "./run-head";
import { callbackAddress } from "../steps/callback/callback-token";

/**
 * A run with the requests and outputs of its steps, for the people who build the bot. One statement reads everything,
 * so that a run that has just ended is never shown without its last step.
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

/** The steps of a row of `action_runs`, in order. Outputs keep the key order in which they were stored. */
const stepsOfRun = sql<StepRow[]>`(
  select coalesce(json_agg(json_build_object(
    'position', s.position, 'name', s.name, 'kind', s.kind, 'status', s.status, 'rest', s.rest, 'output', s.output,
    'durationMs', s.duration_ms
  ) order by s.position), '[]')
  from ${actionStepRuns} s where s.run_id = ${actionRuns}.id and s.workspace_id = ${actionRuns}.workspace_id
)`;

/** The callback address that a step waits for; null when it does not wait for a callback. */
function addressOf(runId: string, { position, rest }: Pick<StepRow, "position" | "rest">) {
  return rest?.type === "callback" ? callbackAddress({ runId, position }) : null;
}

/** Cookies set by an answer may be needed by later steps, but must not be shown. */
function visible<S extends Pick<StepRow, "output">>(step: S) {
  return { ...step, output: { ...step.output, headers: maskHeaders(step.output.headers) } };
}
