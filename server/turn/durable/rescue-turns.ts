import { sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { isAnswer } from "@/server/conversations/answering/is-unanswered";
import { PATIENCE } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { sayFallback } from "./durable-turn";

/** After this many crashed turns, a message gets the fallback text. */
const MOST_TURNS = 8;

interface DeadTurn extends Record<string, unknown> {
  id: string;
  workspace_id: string;
  conversation_id: string;
  message_id: string;
  action_run_id: string | null;
  is_answer: boolean;
  /** The number of turns that answer the message, including this one. */
  tries: number;
}

/**
 * The watchdog: ends turns whose lease has expired and requests a durable turn for each of their messages. The sweep of
 * action runs requests late results again, and the one of silent customers' timers requests reminders again.
 * @param hosts The hosts whose turns to check. A turn of the chat endpoint is lost when its process crashes, a durable
 * turn when Inngest loses it.
 * @returns The events to dispatch.
 */
export async function rescueTurns(hosts: ("chat" | "durable")[] = ["chat"], limit = 200): Promise<OutboxEvent[]> {
  const { events, hopeless } = await db.transaction(async (tx) => {
    const dead = await findDead(tx, hosts, limit);
    const rescued = dead.filter(({ tries }) => tries < MOST_TURNS);
    await endDead(
      tx,
      rescued.map(({ id }) => id),
    );
    await scheduleLateResults(
      tx,
      rescued.flatMap(({ action_run_id }) => action_run_id ?? []),
    );
    const requests = rescued
      .filter(({ is_answer }) => is_answer)
      .map((turn) => ({
        name: "conversation/message.received" as const,
        data: { workspaceId: turn.workspace_id, conversationId: turn.conversation_id, messageId: turn.message_id },
      }));
    return { events: await enqueue(tx, requests), hopeless: dead.filter(({ tries }) => tries >= MOST_TURNS) };
  });
  for (const { id } of hopeless)
    await sayFallback(id, `All ${MOST_TURNS} turns for this message were lost before they ended.`);
  return events;
}

/** A durable turn counts as alive while it waits for an action, and for some time after the action's end. */
const hasCallUnderWay = sql`exists (
  select from action_runs r
  where r.turn_id = t.id and r.detached_at is null
    and (r.status in ('queued', 'running') or r.finished_at > now() - ${PATIENCE})
)`;

async function findDead(tx: Transaction, hosts: string[], limit: number): Promise<DeadTurn[]> {
  return tx.execute<DeadTurn>(sql`
    select t.id, t.workspace_id, t.conversation_id, t.message_id, t.action_run_id, ${isAnswer} as is_answer, (
      select count(*)::int from turns o
      where o.conversation_id = t.conversation_id and o.message_id = t.message_id
        and o.action_run_id is null and o.silence_rule_id is null
    ) as tries
    from turns t
    where t.status = 'running' and t.lease_until < now() and t.host = any(${sql.param(hosts)}::text[])
      and (t.host = 'chat' or not ${hasCallUnderWay})
    order by t.lease_until limit ${limit} for update of t skip locked`);
}

/** Also lets late turns deliver the results of the calls that are still under way, which nobody waits for now. */
async function endDead(tx: Transaction, ids: string[]): Promise<void> {
  await tx.execute(sql`
    update action_runs set detached_at = now()
    where turn_id = any(${sql.param(ids)}::text[]) and detached_at is null
      and status in ('queued', 'running', 'waiting')`);
  await tx.execute(sql`
    update turns t set finished_at = now(),
      status = case when ${isAnswer} then 'failed' else 'dropped' end,
      reason = case when host = 'chat' then 'The process that ran this turn ended; another turn answers the message.'
                    else 'This turn was lost; another turn replaces it.' end
    where id = any(${sql.param(ids)}::text[])`);
}

/** Schedules the sweep's check of late results; older results are checked later. */
async function scheduleLateResults(tx: Transaction, runIds: string[]): Promise<void> {
  await tx.execute(sql`
    update action_runs set check_at = now() + least((now() - finished_at) / 2, interval '1 hour')
    where id = any(${sql.param(runIds)}::text[])`);
}
