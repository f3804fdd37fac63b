import { and, eq, exists, inArray, sql, type SQL, type WithSubquery } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import { actionRuns } from "@/db/schema/action-runs";
import { pauseBot } from "@/server/conversations/pause-bot";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import type { ActionOutcome } from "./action-outcome";
import { composeResult, type EndedStep } from "./compose-result";
import type { LoadedRun, RunKey } from "./load-run";
import { storableText } from "./map-strings";
import { toOutcome } from "./read-outcome";
import { endedHere } from "./ended-here";
import { insertStep, type DoneStep } from "./store-step";

/**
 * Ends a run whose steps are done, with the last of them in the same statement unless it is stored already, and owes
 * the telling of its result where no turn waits for it any longer.
 * @returns null when somebody else has stored that step or ended the run.
 */
export async function endRun(run: LoadedRun, last?: DoneStep): Promise<ActionOutcome | null> {
  const steps = stepsOf(run, last);
  const failed = steps.find((step) => step.status === "failed");
  const stored = last && db.$with("stored").as(insertStep(run, last));
  const ending: Ending = {
    from: ["queued", "running"],
    tookMs: last?.durationMs ?? 0,
    status: failed ? "failed" : "succeeded",
    result: composeResult(run.definition, steps),
    error: failed ? `Step "${failed.name}": ${failed.error}` : null,
    ...(stored && { stored }),
  };
  const { conversationId, definition } = run;
  const hasEffect = definition.stopAfterCall === true || definition.notifyOnCall === true;
  const ended =
    hasEffect && !failed && conversationId !== null
      ? await db.transaction((tx) => endWithEffects(tx, run, conversationId, ending))
      : await markEnded(db, run, ending);
  if (ended) endedHere.tell(run.runId, ended.outcome);
  await dispatch(ended?.events ?? []);
  return ended?.outcome ?? null;
}

/** Ends a run that Parley could not carry out; the reason is for people, the bot gets the action's error message. */
export async function failRun(key: RunKey, reason: string): Promise<void> {
  const error = storableText(reason);
  const message = sql`${actionRuns.definition} ->> 'errorMessage'`;
  const ended = await markEnded(db, key, {
    from: ["queued", "running", "waiting"],
    status: "failed",
    result: sql`coalesce(nullif(${message}, ''), ${"The call could not be carried out."})`,
    error,
  });
  await dispatch(ended?.events ?? []);
}

type FinishedStep = EndedStep & { error: string | null };

function stepsOf(run: LoadedRun, last: DoneStep | undefined): FinishedStep[] {
  const done = last ? [{ name: last.step.name, ...last.result }] : [];
  return [...run.steps, ...done].flatMap(({ name, status, output: { forBot, error } }) =>
    status === "waiting" ? [] : [{ name, status, forBot, error }],
  );
}

interface Ending {
  /** Of a run that never read as running: its only step. */
  tookMs?: number;
  /** The statuses that it may have had before. */
  from: ("queued" | "running" | "waiting")[];
  status: "succeeded" | "failed";
  result: string | SQL;
  error: string | null;
  /** The last step as it is being stored: without it the run does not end. */
  stored?: WithSubquery;
}

interface Ended {
  outcome: ActionOutcome;
  /** To dispatch after commit. */
  events: OutboxEvent[];
}

async function markEnded(
  on: Executor,
  key: RunKey,
  { from, stored, tookMs = 0, ...values }: Ending,
): Promise<Ended | null> {
  const eventId = newId("event");
  const isLast = stored && exists(sql`(select 1 from ${sql.identifier("stored")})`);
  const ended = on.$with("ended").as(
    on
      .update(actionRuns)
      .set({ ...values, startedAt: startedAgo(tookMs), finishedAt: sql`now()` })
      .where(
        and(
          eq(actionRuns.workspaceId, key.workspaceId),
          eq(actionRuns.id, key.runId),
          inArray(actionRuns.status, from),
          isLast,
        ),
      )
      .returning(),
  );
  // A turn that still waits hears of the end by itself; of a call that another bot made, nobody would know what it means.
  const isLate = sql<boolean>`(${ended.detachedAt} is not null and ${ended.conversationId} is not null and ${ended.parentRunId} is null)`;
  const lateResult = sql`jsonb_build_object(
    'workspaceId', ${ended.workspaceId}, 'conversationId', ${ended.conversationId}, 'runId', ${ended.id})`;
  const owed = on.$with("owed", {}).as(sql`
    insert into outbox (id, name, data)
    select ${eventId}, ${LATE_RESULT}, ${lateResult} from ${ended} where ${isLate}`);
  const abandoned = on.$with("abandoned", {}).as(sql`
    update action_step_runs s
    set status = 'failed', rest = null, output = (s.output::jsonb || jsonb_build_object('error', ${values.error}::text))::json
    from ${ended} where s.run_id = ${ended.id} and s.status = 'waiting'`);
  const [row] = await on
    .with(...(stored ? [stored] : []), ended, owed, abandoned)
    .select({
      runId: ended.id,
      workspaceId: ended.workspaceId,
      conversationId: ended.conversationId,
      status: ended.status,
      result: ended.result,
      startedAt: ended.startedAt,
      finishedAt: ended.finishedAt,
      isLate,
      told: announcement("action_run", sql`${ended.id}`),
    })
    .from(ended);
  const outcome = row && toOutcome(row);
  if (!outcome) return null;
  const { workspaceId, conversationId, runId } = row;
  const event = { id: eventId, name: LATE_RESULT, data: { workspaceId, conversationId, runId } };
  return { outcome, events: row.isLate ? [event] : [] };
}

function startedAgo(ms: number): SQL {
  return sql`coalesce(${actionRuns.startedAt}, now() - ${ms} * interval '1 millisecond')`;
}

const LATE_RESULT = "conversation/action.ended";

/** What the action does to its conversation when a call of it has succeeded, together with the run's end. */
async function endWithEffects(
  tx: Executor,
  run: LoadedRun,
  conversationId: string,
  ending: Ending,
): Promise<Ended | null> {
  const ended = await markEnded(tx, run, ending);
  if (!ended) return null;
  const { workspaceId, botId, turnId, runId } = run;
  const { name, stopAfterCall, notifyOnCall } = run.definition;
  if (stopAfterCall === true) {
    const reason = `The bot stops after each call of "${name}".`;
    await pauseBot({ workspaceId, conversationId, cause: "action", reason, turnId }, tx);
  }
  if (notifyOnCall !== true) return ended;
  const what = { kind: "action_called", title: `The bot called "${name}"`, sourceKey: `run-${runId}` } as const;
  const body = shorten(ended.outcome.result);
  const owed = await notify(tx, { ...what, workspaceId, botId, conversationId, body });
  return { ...ended, events: [...ended.events, ...owed] };
}

/** A notification is a glance; the run's page has the rest. */
function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300).toWellFormed()}…` : text;
}
