import { type SQL, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { announcement } from "@/db/live";
import { localChannel } from "@/db/local-channel";
import { type Slots, statement } from "@/db/statement";
import { handOff } from "@/server/conversations/answering/hand-off";
import { announceEvents } from "@/server/events/publish/announce-events";
import { actionFailedEvent, actionSucceededEvent } from "@/server/events/recording/action-event";
import { newId } from "@/server/ids";
import { notify } from "@/server/notifications/notify";
import { firstCheck } from "@/server/outbox/check-time";
import { dispatch, type OutboxEvent } from "@/server/outbox/outbox";
import { excerpt } from "@/server/text/excerpt";
import type { ActionOutcome } from "./action-outcome";
import { composeResult, type EndedStep } from "./compose-result";
import { forgetFresh, type LoadedRun, type RunKey } from "./load-run";
import { storableText } from "@/server/text/storable-text";
import { durationOfRun } from "./read-outcome";
import { type DoneStep, insertStep, type StepValues, stepValues } from "./store-step";

/** The end of a run that this process is storing. */
export interface EndingHere {
  outcome: Omit<ActionOutcome, "durationMs">;
  /** Null if another process has ended the run or stored its last step first. */
  recorded: Promise<unknown>;
}

/** Passes a run's outcome to a turn in this process before it is stored and announced. */
export const endedHere = localChannel<EndingHere>("ended_run");

/**
 * Ends a run whose steps are done. The same statement stores the last step if it is not stored yet, and adds the event
 * that reports a late result to the outbox when no turn waits for the run.
 * @returns null when another process has stored that step or ended the run.
 */
export async function endRun(run: LoadedRun, last?: DoneStep): Promise<ActionOutcome | null> {
  const steps = stepsOf(run, last);
  const failed = steps.find((step) => step.status === "failed");
  const status = failed ? "failed" : "succeeded";
  const result = composeResult(run.definition, steps);
  const error = failed ? `Step "${failed.name}": ${failed.error}` : null;
  const ending: Ending = { last, force: false, status, result, error };
  const { runId, conversationId, definition } = run;
  const hasEffect = definition.stopAfterCall === true || definition.notifyOnCall === true;
  const recorded =
    hasEffect && !failed && conversationId !== null
      ? db.transaction((tx) => endWithEffects(tx, run, conversationId, ending))
      : markEnded(db, run, ending);
  endedHere.publish(runId, { outcome: { runId, status, result }, recorded });
  const ended = await recorded;
  announce(run, ended);
  await dispatch(ended?.events ?? []);
  return ended?.outcome ?? null;
}

/** Ends a run that Parley could not execute. People see the reason; the bot gets the action's error message. */
export async function failRun(key: RunKey, reason: string): Promise<void> {
  const error = storableText(reason);
  forgetFresh(key.runId);
  const ended = await markEnded(db, key, { force: true, status: "failed", result: null, error });
  announce(key, ended);
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
  /** The last step if it is not stored yet; the run ends only if this call stores the step. */
  last?: DoneStep | undefined;
  /** Also ends a suspended run. */
  force: boolean;
  status: "succeeded" | "failed";
  /** Null for the action's error message. */
  result: string | null;
  error: string | null;
}

interface Ended {
  outcome: ActionOutcome;
  /** To be dispatched after the commit. */
  events: OutboxEvent[];
  /** Events for endpoints and the feed were recorded. */
  isRecorded: boolean;
}

function announce({ workspaceId }: RunKey, ended: Ended | null): void {
  if (ended?.isRecorded) announceEvents(workspaceId);
}

async function markEnded(on: Executor, key: RunKey, { last, ...ending }: Ending): Promise<Ended | null> {
  const eventId = newId("event");
  const step = last ? stepValues(key, last) : NO_STEP;
  const [row] = await updateEnded(
    { ...step, ...key, ...ending, hasStep: last !== undefined, eventId, endedEventId: newId("event") },
    on,
  );
  if (!row) return null;
  const { workspaceId, runId } = key;
  const { status, result, durationMs, conversationId } = row;
  const event = { id: eventId, name: LATE_RESULT, data: { workspaceId, conversationId, runId } };
  return {
    outcome: { runId, status, result, durationMs },
    events: row.isLate ? [event] : [],
    isRecorded: row.isRecorded,
  };
}

const LATE_RESULT = "conversation/action.ended";

type EndValues = { [Name in keyof StepValues]: StepValues[Name] | null } & Omit<Ending, "last"> &
  Pick<RunKey, keyof RunKey> & { hasStep: boolean; eventId: string; endedEventId: string };

const NO_STEP = {
  stepId: null,
  position: null,
  stepName: null,
  stepKind: null,
  stepStatus: null,
  rest: null,
  output: null,
  stepMs: null,
};

type EndedRow = Pick<ActionOutcome, "result" | "durationMs"> & {
  status: Ending["status"];
  conversationId: string | null;
  isLate: boolean;
  isRecorded: boolean;
};

/** No turn waits for the run any more, so a separate turn delivers its result. */
const isLate = sql`(detached_at is not null and conversation_id is not null and parent_run_id is null)`;

/**
 * Ends a run in one statement to save round trips. A run that was never marked as running took as long as its only
 * step.
 */
const updateEnded = statement<EndValues, EndedRow>(
  (run) => sql`
    with stored as (
      ${insertStep(run, run.hasStep)}
    ), ended as (
      update action_runs set
        status = ${run.status}, error = ${run.error}, finished_at = now(),
        result = coalesce(
          ${run.result}::text, nullif(definition ->> 'errorMessage', ''), 'The call could not be carried out.'
        ),
        started_at = coalesce(started_at, now() - coalesce(${run.stepMs}::int, 0) * interval '1 millisecond'),
        check_at = case when ${isLate} then ${firstCheck} end
      where workspace_id = ${run.workspaceId} and id = ${run.runId}
        and (status in ('queued', 'running') or ${run.force} and status = 'waiting')
        and (not ${run.hasStep} or exists (select from stored))
      returning *, ${isLate} as is_late
    ), owed as (
      insert into outbox (id, name, data)
      select ${run.eventId}, ${LATE_RESULT},
        jsonb_build_object('workspaceId', workspace_id, 'conversationId', conversation_id, 'runId', id)
      from ended where is_late
    ), abandoned as (
      update action_step_runs s
      set status = 'failed', rest = null,
        output = (s.output::jsonb || jsonb_build_object('error', ${run.error}::text))::json
      from ended where s.run_id = ended.id and s.status = 'waiting'
    ), ${recordedEnd(run)}
    select exists (select from succeeded_event) or exists (select from failed_event) as "isRecorded", status, result, conversation_id as "conversationId", is_late as "isLate",
      ${durationOfRun} as "durationMs",
      ${announcement("action_run", sql`id`)}
    from ended`,
);

/** Parts of a WITH clause: the end of a run of a conversation, for endpoints and the feed. */
function recordedEnd({ workspaceId, endedEventId }: Slots<EndValues>): SQL {
  const rows = {
    id: endedEventId,
    workspaceId,
    from: sql`ended r join conversations c on c.id = r.conversation_id`,
  };
  return sql`
    succeeded_event as (
      ${actionSucceededEvent(rows)}
    ), failed_event as (
      ${actionFailedEvent(rows)}
    )`;
}

/** Ends the run and, in the same transaction, hands the conversation over or notifies people if the action says so. */
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
    await handOff({ workspaceId, conversationId, cause: "action", reason, turnId }, tx);
  }
  if (notifyOnCall !== true) return ended;
  const what = { kind: "action_called", title: `The bot called "${name}"`, sourceKey: `run-${runId}` } as const;
  // Keep the notification short; the run's page shows the whole result.
  const body = excerpt(ended.outcome.result, 300);
  const noticeEvents = await notify(tx, { ...what, workspaceId, botId, conversationId, body });
  return { ...ended, events: [...ended.events, ...noticeEvents] };
}
