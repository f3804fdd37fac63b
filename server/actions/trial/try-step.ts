import { and, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import { firstCheck } from "@/server/outbox/check-time";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import type { ActionDefinition, ActionStep } from "@/server/schemas/action-definition";
import { findAction } from "../definition/draft-actions";
import { givenArguments } from "../runs/given-arguments";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";
import type { StepOutput } from "@/server/schemas/step-output";
import { referencesOf, stepsNeededBy } from "../definition/step-references";

export const tryStepInput = z.object({
  actionId: idText,
  stepName: idText,
  arguments: z.record(z.string(), z.unknown()),
  /** The run whose results of earlier steps are used first; a customer's run is used only when it is named here. */
  fromRunId: idText.optional(),
});

/** The definition of a trial of one step: the steps whose results it uses, and itself. */
interface StepTrial extends ActionDefinition {
  onlyStep: string;
}

/** Results older than this are not taken for an answer to what the step asks now. */
const RESULTS_FOR = sql`interval '30 days'`;

/**
 * Carries out one step of the saved draft, for real but outside of any conversation. Earlier steps are not carried
 * out: those that the step refers to come along as stored rows with the newest result of a trial.
 * @throws DomainError `invalid` that names the steps without a result, or the arguments that are missing.
 */
export async function startStepTry(
  ctx: ServiceContext,
  input: z.infer<typeof tryStepInput>,
): Promise<{ runId: string }> {
  requireRole(ctx, "editor");
  const action = await findAction(ctx, input.actionId);
  const { id: actionId, botId, definition } = action;
  const step = definition.steps.find(({ name }) => name === input.stepName);
  if (!step) {
    throw new DomainError("not_found", `The saved action has no step "${input.stepName}". Save the action first.`);
  }
  const used = referencesOf(step);
  if (used.callback) throw new DomainError("invalid", needsWholeRun(step));
  const values = await givenArguments(ctx, action, input.arguments, used.args);
  const needed = stepsNeededBy(step, definition.steps);
  const results = await resultsOf(ctx, actionId, needed, input.fromRunId);
  const runId = newId("actionRun");
  const { workspaceId } = ctx;
  const run = { id: runId, workspaceId, botId, actionId, isDraft: true, definition: trialOf(definition, needed, step) };
  const events = await db.transaction(async (tx) => {
    await tx.insert(actionRuns).values({ ...run, arguments: storable(values), status: "queued", checkAt: firstCheck });
    if (results.length > 0) {
      await tx.insert(actionStepRuns).values(results.map((row) => ({ ...row, workspaceId, runId })));
    }
    return enqueue(tx, [{ name: "action/run.requested", data: { workspaceId, runId } }]);
  });
  await dispatch(events);
  return { runId };
}

function needsWholeRun({ name }: ActionStep): string {
  return `The step "${name}" gives away {{callback.url}}, where only a run of the whole action waits. Run the action instead.`;
}

/** Nothing else of the action happens: no delay, nobody is told, and the result is this step's alone. */
function trialOf(definition: ActionDefinition, needed: ActionStep[], step: ActionStep): StepTrial {
  return {
    ...definition,
    steps: [...needed, step],
    returnMode: "last",
    delaySeconds: 0,
    stopAfterCall: false,
    notifyOnCall: false,
    onlyStep: step.name,
  };
}

function storable(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mapStrings(value, storableText)]));
}

/** The rows that stand for the needed steps, from 1 on. */
async function resultsOf(ctx: ServiceContext, actionId: string, needed: ActionStep[], fromRunId: string | undefined) {
  const found = needed.length > 0 ? await newestResults(ctx, actionId, needed, fromRunId) : [];
  const byName = new Map(found.map((row) => [row.name, row]));
  const missing = needed.filter(({ name }) => !byName.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw noResult(missing);
  return needed.flatMap(({ name, kind }, index) => {
    const row = byName.get(name);
    if (!row) return [];
    const copy = { id: newId("actionStepRun"), position: index + 1, name, kind, status: row.status, durationMs: 0 };
    return [{ ...copy, output: copied(row) }];
  });
}

function noResult(missing: string[]): DomainError {
  const names = missing.map((name) => `"${name}"`).join(" and ");
  const message = `This step uses the ${missing.length === 1 ? "result" : "results"} of ${names}, and there is none yet. Try ${missing.length === 1 ? "that step" : "those steps"} first, or run the whole action once.`;
  return new DomainError("invalid", message, {
    details: missing.map((name) => ({ path: ["steps", name], message: `The step "${name}" has no result yet.` })),
  });
}

/**
 * The newest result of each step, the named run's first. Without a name only trials count: what a customer's run
 * brought must not be used on a click that does not say so.
 */
async function newestResults(ctx: ServiceContext, actionId: string, needed: ActionStep[], fromRunId = "") {
  const isNamed = eq(actionRuns.id, fromRunId);
  const isTrial = and(
    or(eq(actionRuns.isDraft, true), isNull(actionRuns.conversationId)),
    gt(actionRuns.createdAt, sql`now() - ${RESULTS_FOR}`),
    // A copy is no result of its own.
    sql`coalesce(${actionRuns.definition} ->> 'onlyStep', ${actionStepRuns.name}) = ${actionStepRuns.name}`,
  );
  return db
    .selectDistinctOn([actionStepRuns.name], {
      name: actionStepRuns.name,
      status: actionStepRuns.status,
      output: actionStepRuns.output,
      isCopy: sql<boolean>`coalesce(${actionRuns.definition} ->> 'onlyStep' <> ${actionStepRuns.name}, false)`,
      ranAt: actionRuns.createdAt,
    })
    .from(actionStepRuns)
    .innerJoin(actionRuns, eq(actionRuns.id, actionStepRuns.runId))
    .where(
      and(
        eq(actionRuns.workspaceId, ctx.workspaceId),
        eq(actionRuns.actionId, actionId),
        or(isNamed, isTrial),
        or(...needed.map(({ name, kind }) => and(eq(actionStepRuns.name, name), eq(actionStepRuns.kind, kind)))),
        inArray(actionStepRuns.status, ["succeeded", "skipped"]),
      ),
    )
    .orderBy(actionStepRuns.name, desc(isNamed), desc(actionRuns.createdAt));
}

/** A result as later steps read it; the requests that brought it were not made again. */
function copied({ output, isCopy, ranAt }: { output: StepOutput; isCopy: boolean; ranAt: Date }): StepOutput {
  const { trace: _trace, ...kept } = output;
  const when = ranAt.toISOString().replace("T", " ").slice(0, 16);
  const summary = `Not carried out again: this is its result of ${when} UTC.`;
  return { ...kept, attempts: [], forBot: "", summary: isCopy ? (output.summary ?? summary) : summary };
}
