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
  /** The preferred run for results of earlier steps. A run of a customer's conversation is used only if given here. */
  fromRunId: idText.optional(),
});

/** The definition for a trial of one step: the steps whose results it uses, and the step. */
interface StepTrial extends ActionDefinition {
  onlyStep: string;
}

/** Older results are not used, because a request today would probably return something else. */
const RESULTS_FOR = sql`interval '30 days'`;

/**
 * Runs one step of the saved draft, with real effects but outside of any conversation. Earlier steps are not run: the
 * newest trial results of those that the step refers to are stored as rows.
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
  return `The step "${name}" sends {{callback.url}}, and only a run of the whole action waits for the callback. Run the action instead.`;
}

/** Disables the action's other effects: delay, hand-over and notifications. The result is that of this step. */
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

/** Copies of the results of the needed steps, at positions from 1. */
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
 * The newest result of each step, preferring the given run. Otherwise only trials are used: data from a customer's
 * conversation must not be sent unless the user chose that run.
 */
async function newestResults(ctx: ServiceContext, actionId: string, needed: ActionStep[], fromRunId = "") {
  const isNamed = eq(actionRuns.id, fromRunId);
  const isTrial = and(
    or(eq(actionRuns.isDraft, true), isNull(actionRuns.conversationId)),
    gt(actionRuns.createdAt, sql`now() - ${RESULTS_FOR}`),
    // Ignores copied results.
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

/** A result for later steps, without its requests, which were not repeated. */
function copied({ output, isCopy, ranAt }: { output: StepOutput; isCopy: boolean; ranAt: Date }): StepOutput {
  const { trace: _trace, ...kept } = output;
  const when = ranAt.toISOString().replace("T", " ").slice(0, 16);
  const summary = `Not carried out again: this is its result of ${when} UTC.`;
  return { ...kept, attempts: [], forBot: "", summary: isCopy ? (output.summary ?? summary) : summary };
}
