import { and, eq, type SQL, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, conversations, turns } from "@/db/schema/conversations";
import { silenceTimers } from "@/db/schema/scenario";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import { changeConversation } from "@/server/conversations/change-conversation";
import { closedNow } from "@/server/conversations/closed-now";
import { announceEvents } from "@/server/events/publish/announce-events";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import { storableText } from "@/server/text/storable-text";
import type { LoadedTurn } from "../context/load-turn";
import { publishedSnapshot } from "../context/published-snapshot";
import { durableLease } from "../durable/durable-lease";
import { hasRunningTurn } from "../durable/has-running-turn";
import { saveReplies } from "../replies/save-replies";
import type { TurnResult } from "../turn-result";
import { silenceInWords } from "./carry-out-rule";
import { openTime } from "./due-time";
import { findSilenceRule } from "./find-silence-rule";
import { isTimerValid } from "./is-timer-valid";

/** A rule for a silent customer whose time has come. */
export interface DueRule {
  workspaceId: string;
  conversationId: string;
  /** The customer's newest message. */
  messageId: string;
  ruleId: string;
}

/**
 * Opens the turn that carries a rule out, pinned to the currently published version. An Inngest run that calls this twice
 * gets the same turn; other runs get null. The timer stays until the turn ends, so that a lost turn is requested again.
 * @returns null if there is nothing to do: the timer is void or not due, the version no longer has the rule, the business
 * is closed (then the timer waits), or the rule was carried out.
 */
export async function openSilenceTurn(due: DueRule, hostRunId: string): Promise<string | null> {
  const opensAt = await findOpeningTime(due);
  return db.transaction(async (tx) => {
    if (!(await lockTimer(tx, due))) return null;
    if (opensAt === null) return remove(tx, due);
    if (opensAt.getTime() > Date.now()) return postpone(tx, due, sql`${opensAt.toISOString()}::timestamptz`);
    const [before] = await tx
      .select({ id: turns.id, status: turns.status, hostRunId: turns.hostRunId })
      .from(turns)
      .where(
        and(
          eq(turns.conversationId, due.conversationId),
          eq(turns.messageId, due.messageId),
          eq(turns.silenceRuleId, due.ruleId),
        ),
      );
    if (before?.status === "running") return before.hostRunId === hostRunId ? before.id : null;
    if (before && before.status !== "dropped") return remove(tx, due);
    // A late result is being written to the customer.
    if (await hasRunningTurn(tx, due.conversationId)) return postpone(tx, due, sql`now() + interval '1 minute'`);
    return begin(tx, due, hostRunId);
  });
}

/** The first time from now on at which the rule may be carried out; null if the current version does not have it. */
async function findOpeningTime({ workspaceId, conversationId, ruleId }: DueRule): Promise<Date | null> {
  const [found] = await db
    .select({ botId: bots.id, versionId: bots.publishedVersionId, runsDraft: channels.runsDraft })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .innerJoin(bots, eq(bots.id, conversations.botId))
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
  if (!found) return null;
  const snapshot = await findSnapshot(workspaceId, found);
  const due = snapshot && findSilenceRule(snapshot, ruleId);
  if (!due) return null;
  return openTime(due.rule, new Date(), {
    workingHours: behaviourOf(snapshot).workingHours,
    timeZone: snapshot.timeZone,
  });
}

function findSnapshot(
  workspaceId: string,
  { botId, versionId, runsDraft }: { botId: string; versionId: string | null; runsDraft: boolean },
): Promise<BotSnapshot> | null {
  if (runsDraft) return composeSnapshot(workspaceId, botId);
  return versionId === null ? null : publishedSnapshot(versionId);
}

/** Locks the conversation and its timer. @returns Whether the timer is valid and due. */
async function lockTimer(tx: Transaction, due: DueRule): Promise<boolean> {
  const locked = await tx.execute(sql`
    select from conversations c join silence_timers s on s.conversation_id = c.id
    where c.id = ${due.conversationId} and c.workspace_id = ${due.workspaceId} and s.message_id = ${due.messageId}
      and s.rule_id = ${due.ruleId} and s.due_at <= now() and ${isTimerValid}
    for update`);
  return locked.length > 0;
}

async function remove(tx: Transaction, { conversationId }: DueRule): Promise<null> {
  await tx.delete(silenceTimers).where(eq(silenceTimers.conversationId, conversationId));
  return null;
}

async function postpone(tx: Transaction, { conversationId }: DueRule, at: SQL): Promise<null> {
  await tx
    .update(silenceTimers)
    .set({ dueAt: at, checkAt: at })
    .where(eq(silenceTimers.conversationId, conversationId));
  return null;
}

/** A turn that was lost or overtaken begins again, so that a rule has one turn. */
async function begin(tx: Transaction, due: DueRule, hostRunId: string): Promise<string | null> {
  const [turn] = await tx.execute<{ id: string }>(sql`
    insert into turns (id, workspace_id, conversation_id, message_id, silence_rule_id, bot_id, bot_version_id, host,
      host_run_id, status, lease_until)
    select ${newId("turn")}, c.workspace_id, c.id, ${due.messageId}, ${due.ruleId}, b.id, b.published_version_id, 'durable',
      ${hostRunId}, 'running', ${durableLease}
    from conversations c join bots b on b.id = c.bot_id
    where c.id = ${due.conversationId} and c.workspace_id = ${due.workspaceId}
    on conflict (conversation_id, message_id, silence_rule_id) where silence_rule_id is not null do update set
      bot_version_id = excluded.bot_version_id, host_run_id = excluded.host_run_id, status = excluded.status,
      lease_until = excluded.lease_until, reason = null, started_at = now(), finished_at = null
    returning id`);
  return turn?.id ?? null;
}

/** Saves what a rule does and dispatches the events that follow. Does nothing if the customer wrote meanwhile. */
export async function endSilenceTurn(turn: LoadedTurn, result: TurnResult): Promise<{ saved: boolean }> {
  const { saved, events, isRecorded } = await db.transaction(async (tx) => {
    const ended = await saveReplies(turn, result, newId("message"), tx);
    if (ended.saved) await noteInThread(tx, turn, result);
    return ended;
  });
  if (isRecorded) announceEvents(turn.workspaceId);
  await dispatch(events);
  return { saved };
}

/** A hand-off has an entry of its own. */
async function noteInThread(tx: Transaction, turn: LoadedTurn, { ends, scenario }: TurnResult): Promise<void> {
  const { workspaceId, conversationId, carriesOut } = turn;
  if (!carriesOut || (scenario?.handOver ?? null) !== null) return;
  const kind = ends === "conversation" ? ("closed" as const) : ("reminded" as const);
  const set = ends === "conversation" ? closedNow : sql`id = c.id`;
  const event = { kind, by: { actor: "bot" as const }, text: `${silenceInWords(carriesOut.rule)}.` };
  await changeConversation({ workspaceId, conversationId, set, where: sql`true`, event }, tx);
}

/** Gives a rule up that cannot be carried out. The customer does not wait for it, so nothing is sent. */
export async function giveUpSilenceTurn(due: DueRule, hostRunId: string, reason: string): Promise<void> {
  const turnId = await openSilenceTurn(due, hostRunId);
  if (turnId === null) return;
  await db.transaction(async (tx) => {
    const failed = { status: "failed" as const, reason: storableText(reason), finishedAt: sql`now()` };
    await tx.update(turns).set(failed).where(eq(turns.id, turnId));
    await remove(tx, due);
  });
}
