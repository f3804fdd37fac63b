import { and, eq, exists, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement, publishLive } from "@/db/live";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { newId } from "@/server/ids";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { ActionOutcome } from "./action-outcome";
import { composeResult, type EndedStep } from "./compose-result";
import type { ActionDefinition, ActionStep } from "./definition";
import { executeStep } from "./execute-step";
import { startRun, type LoadedRun, type RunKey } from "./load-run";
import { mapStrings, storableText } from "./map-strings";
import type { StepResult } from "./steps/step-kind";

export interface NewRun {
  workspaceId: string;
  botId: string;
  actionId: string;
  /** Null for Try it. */
  conversationId: string | null;
  turnId: string | null;
  definition: ActionDefinition;
  /** Checked against the definition. */
  arguments: Record<string, unknown>;
}

/** Queues a run that somebody else starts, by an invocation. */
export async function createRun(input: NewRun): Promise<{ id: string }> {
  const row = runRow(input);
  await db.insert(actionRuns).values(row);
  return { id: row.id };
}

/** Queues a run together with the event that starts it, which is to be dispatched. */
export async function requestRun(input: NewRun): Promise<{ id: string; events: OutboxEvent[] }> {
  const row = runRow(input);
  const { id, workspaceId } = row;
  const change = db.$with("run").as(db.insert(actionRuns).values(row).returning({ id: actionRuns.id }));
  const events = await enqueue(db, [{ name: "action/run.requested", data: { workspaceId, runId: id } }], change);
  return { id, events };
}

function runRow(input: NewRun): typeof actionRuns.$inferInsert {
  const args = Object.entries(input.arguments).map(([name, value]) => [name, mapStrings(value, storableText)]);
  return { ...input, id: newId("actionRun"), arguments: Object.fromEntries(args), status: "queued" };
}

/** How a step went, and what the run came to when this step was its last. */
export interface StepEnd {
  status: "succeeded" | "failed";
  outcome: ActionOutcome | null;
}

/**
 * Carries out the step at a position (from 1), once: what is stored of it stands, however often this is called. The
 * last step, and one that failed, ends the run in the same statement.
 */
export async function runStep(key: RunKey, position: number): Promise<StepEnd> {
  const run = await startRun(key);
  if (!run) return endedRun(key);
  const before = run.steps.find((step) => step.position === position);
  if (before) return { status: before.status, outcome: null };
  const step = run.definition.steps[position - 1];
  if (!step) throw new Error(`The run ${run.runId} has no step ${position}.`);
  const began = performance.now();
  const result = await executeStep(run, step, position);
  const done = { step, position, result, durationMs: Math.round(performance.now() - began) };
  const isEnd = result.status === "failed" || position === run.definition.steps.length;
  return isEnd ? saveLast(run, done) : saveStep(run, done);
}

/** Ends a run that Parley could not carry out; the reason is for people, the bot gets the action's error message. */
export async function failRun({ workspaceId, runId }: RunKey, reason: string): Promise<void> {
  const message = sql`${actionRuns.definition} ->> 'errorMessage'`;
  const ended = await db
    .update(actionRuns)
    .set({
      status: "failed",
      error: storableText(reason),
      result: sql`coalesce(nullif(${message}, ''), ${"The call could not be carried out."})`,
      finishedAt: sql`now()`,
    })
    .where(
      and(
        eq(actionRuns.workspaceId, workspaceId),
        eq(actionRuns.id, runId),
        inArray(actionRuns.status, ["queued", "running"]),
      ),
    )
    .returning({ id: actionRuns.id });
  if (ended.length > 0) await publishLive("action_run", runId);
}

interface DoneStep {
  step: ActionStep;
  position: number;
  result: StepResult;
  durationMs: number;
}

async function saveStep(run: LoadedRun, done: DoneStep): Promise<StepEnd> {
  const stored = await insertStep(run, done);
  // Somebody else was faster: what they stored is what happened.
  return stored.length > 0 ? { status: done.result.status, outcome: null } : runStep(run, done.position);
}

async function saveLast(run: LoadedRun, done: DoneStep): Promise<StepEnd> {
  const { status, output } = done.result;
  const steps: EndedStep[] = [
    ...run.steps.map((step) => ({ name: step.name, status: step.status, forBot: step.output.forBot })),
    { name: done.step.name, status, forBot: output.forBot },
  ];
  const stored = db.$with("stored").as(insertStep(run, done));
  const [ended] = await db
    .with(stored)
    .update(actionRuns)
    .set({
      status,
      result: composeResult(run.definition, steps),
      error: output.error === null ? null : `Step "${done.step.name}": ${output.error}`,
      finishedAt: sql`now()`,
    })
    .where(and(eq(actionRuns.id, run.runId), eq(actionRuns.status, "running"), exists(db.select().from(stored))))
    .returning({ ...outcomeColumns, told: announcement("action_run", sql`${actionRuns.id}`) });
  if (!ended) return runStep(run, done.position);
  return { status, outcome: toOutcome(ended) };
}

function insertStep(run: LoadedRun, { step, position, result, durationMs }: DoneStep) {
  return db
    .insert(actionStepRuns)
    .values({
      id: newId("actionStepRun"),
      workspaceId: run.workspaceId,
      runId: run.runId,
      position,
      name: step.name,
      kind: step.kind,
      status: result.status,
      output: result.output,
      durationMs,
    })
    .onConflictDoNothing()
    .returning({ id: actionStepRuns.id });
}

const outcomeColumns = {
  runId: actionRuns.id,
  status: actionRuns.status,
  result: actionRuns.result,
  startedAt: actionRuns.startedAt,
  finishedAt: actionRuns.finishedAt,
};

type OutcomeRow = Pick<typeof actionRuns.$inferSelect, "status" | "result" | "startedAt" | "finishedAt"> & {
  runId: string;
};

function toOutcome({ runId, status, result, startedAt, finishedAt }: OutcomeRow): ActionOutcome {
  return {
    runId,
    status: status === "succeeded" ? "succeeded" : "failed",
    result: result ?? "",
    durationMs: startedAt && finishedAt ? finishedAt.getTime() - startedAt.getTime() : 0,
  };
}

async function endedRun({ workspaceId, runId }: RunKey): Promise<StepEnd> {
  const [row] = await db
    .select(outcomeColumns)
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId)));
  if (!row) throw new Error(`There is no action run ${runId}.`);
  const outcome = toOutcome(row);
  return { status: outcome.status, outcome };
}
