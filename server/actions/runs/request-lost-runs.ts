import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { nextCheck, PATIENCE, TOO_OLD } from "@/server/outbox/check-time";
import type { NewEvent } from "@/server/outbox/event-catalogue";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { failRun } from "./end-run";
import type { RunKey } from "./load-run";

const LOST = "Parley could not execute the run for a whole day and gave up.";

/** A sub-bot has answered by then; until then it may still be working and must not be asked twice. */
const LONGEST_ASKING = sql`interval '30 minutes'`;

interface CheckedRun extends Record<string, unknown> {
  workspace_id: string;
  id: string;
  conversation_id: string | null;
  status: "queued" | "running" | "waiting" | "succeeded" | "failed";
  /** The position of its newest step. */
  position: number | null;
  /** When its wait is over, in ISO 8601. */
  until: string | null;
  is_alive: boolean;
  is_too_old: boolean;
}

/**
 * Requests lost action runs again: running ones that have stored no step for a while, suspended ones that were not
 * resumed when due, and ended ones whose late result was not delivered. Finished steps are not repeated.
 * @returns The events to dispatch.
 */
export async function requestLostRuns(limit = 200): Promise<OutboxEvent[]> {
  const { events, lost } = await db.transaction(async (tx) => {
    const checked = await checkRuns(tx, limit);
    const requests = checked.filter((run) => !run.is_alive && !run.is_too_old).flatMap(eventOf);
    return {
      events: await enqueue(tx, requests),
      lost: checked.filter((run) => run.is_too_old && !isOver(run.status)),
    };
  });
  for (const run of lost) await failRun(keyOf(run), LOST);
  return events;
}

/** When a run `r` with the newest step `s` last made progress. */
const lastSign = sql`case
  when r.finished_at is not null then r.finished_at
  when r.status = 'waiting' then coalesce(s.until, r.created_at)
  else greatest(r.created_at, r.started_at, s.ended_at)
end`;

/** Reads the runs whose check is due, and schedules the next check. */
async function checkRuns(tx: Transaction, limit: number): Promise<CheckedRun[]> {
  return tx.execute<CheckedRun>(sql`
    with due as materialized (
      select * from action_runs where check_at < now() order by check_at limit ${limit} for update skip locked
    ), seen as materialized (
      select r.id, s.position, s.until, ${lastSign} as last_sign,
        case when s.is_asking then s.ended_at + ${LONGEST_ASKING} else ${lastSign} + ${PATIENCE} end as silent_from
      from due r left join lateral (
        select s.position, s.created_at + s.duration_ms * interval '1 millisecond' as ended_at,
          coalesce(s.rest ->> 'at', s.rest ->> 'until')::timestamptz as until,
          s.status = 'waiting' and s.rest ->> 'type' = 'bot' as is_asking
        from action_step_runs s where s.run_id = r.id order by s.position desc limit 1
      ) s on true
    )
    update action_runs r
    set check_at = case
      when seen.silent_from > now() then seen.silent_from
      when r.finished_at is null or seen.last_sign >= now() - ${TOO_OLD} then ${nextCheck(sql`seen.last_sign`)}
    end
    from seen where r.id = seen.id
    returning r.workspace_id, r.id, r.conversation_id, r.status, seen.position, to_json(seen.until) #>> '{}' as until,
      coalesce(seen.silent_from > now(), false) as is_alive, seen.last_sign < now() - ${TOO_OLD} as is_too_old`);
}

function eventOf(run: CheckedRun): NewEvent[] {
  const { status, conversation_id: conversationId, position, until } = run;
  const key = keyOf(run);
  if (isOver(status)) {
    return conversationId === null ? [] : [{ name: "conversation/action.ended", data: { ...key, conversationId } }];
  }
  if (status !== "waiting") return [{ name: "action/run.requested", data: key }];
  return position === null || until === null ? [] : [{ name: "action/run.resting", data: { ...key, position, until } }];
}

function isOver(status: CheckedRun["status"]): boolean {
  return status === "succeeded" || status === "failed";
}

function keyOf({ workspace_id: workspaceId, id: runId }: CheckedRun): RunKey {
  return { workspaceId, runId };
}
