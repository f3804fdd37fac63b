import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { bots } from "@/db/schema/bots";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { giveLastWord } from "@/server/conversations/answering/give-last-word";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import { dispatch, enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { durableLease } from "./durable-lease";
import { hasRunningTurn } from "./has-running-turn";
import { endDurableTurn, sayFallback } from "./durable-turn";
import type { LoadedTurn } from "../context/load-turn";
import type { TurnResult } from "../turn-result";

/** A run that ended after its turn had stopped waiting for it. */
export interface LateResult {
  workspaceId: string;
  conversationId: string;
  runId: string;
}

/** What to do about a late result now. */
export type LateOpening = { next: "reply"; turnId: string } | { next: "retry" } | { next: "skip" };

/**
 * Opens the turn that delivers a late result, with the conversation's current bot. An Inngest run that calls this twice
 * gets the same turn; other runs skip it. From then on the sweep checks the turn instead of the result.
 * @returns `retry` while another turn is running; `skip` when people have the conversation, when the customer has started
 * again, when the turn that made the call waits for it again, or when a turn whose model knew the result has answered.
 */
export async function openLateTurn(late: LateResult, hostRunId: string): Promise<LateOpening> {
  return db.transaction(async (tx) => {
    const opening = await openIn(tx, late, hostRunId);
    if (opening.next !== "retry") await checkLater(tx, late, null);
    return opening;
  });
}

async function openIn(tx: Transaction, late: LateResult, hostRunId: string): Promise<LateOpening> {
  const [conversation] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.workspaceId, late.workspaceId), eq(conversations.id, late.conversationId)))
    .for("update");
  const [run] = await tx
    .select()
    .from(actionRuns)
    .where(and(eq(actionRuns.workspaceId, late.workspaceId), eq(actionRuns.id, late.runId)));
  const messageId = conversation?.lastCustomerMessageId;
  if (!conversation || !messageId || !run?.finishedAt || !run.detachedAt) return { next: "skip" };
  if (await isLeftBehind(tx, conversation, run)) return { next: "skip" };
  const [before] = await tx.select().from(turns).where(eq(turns.actionRunId, late.runId));
  if (before?.status === "running") {
    return (before.hostRunId ?? hostRunId) === hostRunId ? { next: "reply", turnId: before.id } : { next: "skip" };
  }
  if (before && before.status !== "dropped") return { next: "skip" };
  const isLastWord = isHandedOffBy(conversation.handedOverTurnId, run, before?.id);
  if (conversation.handledBy !== "bot" && !isLastWord) return { next: "skip" };
  if (await hasRunningTurn(tx, late.conversationId)) return { next: "retry" };
  if (await isKnown(tx, late)) return { next: "skip" };
  const turnId = await begin(tx, late, { botId: conversation.botId, messageId, turnId: before?.id, hostRunId });
  if (isLastWord) await giveLastWord(tx, { ...late, turnId });
  return { next: "reply", turnId };
}

/** Whether the customer has started the conversation again since the message that the run belongs to. */
async function isLeftBehind(
  tx: Transaction,
  { visitorFromSeq }: typeof conversations.$inferSelect,
  { turnId }: typeof actionRuns.$inferSelect,
): Promise<boolean> {
  if (visitorFromSeq === 0 || turnId === null) return false;
  const [asked] = await tx
    .select({ seq: messages.seq })
    .from(turns)
    .innerJoin(messages, eq(messages.id, turns.messageId))
    .where(eq(turns.id, turnId));
  return asked !== undefined && asked.seq <= visitorFromSeq;
}

/** Sets when the sweep checks whether the result was delivered; null ends the checks. */
async function checkLater(
  tx: Transaction,
  { workspaceId, runId }: LateResult,
  checkAt: typeof firstCheck | null,
): Promise<void> {
  await tx
    .update(actionRuns)
    .set({ checkAt })
    .where(and(eq(actionRuns.workspaceId, workspaceId), eq(actionRuns.id, runId), isNotNull(actionRuns.finishedAt)));
}

/**
 * Saves a late turn's replies and dispatches the events that deliver them. If a newer message overtook the turn, the
 * delivery is requested again, because the turn that answers that message may not have known the result.
 */
export async function endLateTurn(late: LateResult, turn: LoadedTurn, result: TurnResult): Promise<{ saved: boolean }> {
  const ended = await endDurableTurn(turn, result);
  const [row] = await db.select({ status: turns.status }).from(turns).where(eq(turns.id, turn.turnId));
  if (row?.status === "dropped") await dispatch(await requestLateTurn(late));
  return ended;
}

function requestLateTurn(late: LateResult): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    await checkLater(tx, late, firstCheck);
    return enqueue(tx, [{ name: "conversation/action.ended", data: late }]);
  });
}

/** Sends the fallback text to the waiting customer when a late result cannot be delivered. */
export async function giveUpLateTurn(late: LateResult, hostRunId: string, reason: string): Promise<void> {
  const opening = await openLateTurn(late, hostRunId);
  if (opening.next === "reply") await sayFallback(opening.turnId, reason);
}

/** Whether the call itself handed the conversation off. Its result is then the bot's last message. */
function isHandedOffBy(
  byTurn: string | null,
  { turnId, definition }: typeof actionRuns.$inferSelect,
  lateTurnId: string | undefined,
): boolean {
  return definition.stopAfterCall === true && byTurn !== null && (byTurn === turnId || byTurn === lateTurnId);
}

/** Whether the model of a completed turn had the result in its history. */
async function isKnown(tx: Transaction, { conversationId, runId }: LateResult): Promise<boolean> {
  const found = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(
      and(
        eq(turns.conversationId, conversationId),
        eq(turns.status, "completed"),
        isNull(turns.actionRunId),
        isNull(turns.silenceRuleId),
        sql`${turns.knownResults} ? ${runId}`,
      ),
    )
    .limit(1);
  return found.length > 0;
}

interface Beginning {
  botId: string;
  messageId: string;
  /** The turn that was overtaken and starts again. */
  turnId: string | undefined;
  hostRunId: string;
}

async function begin(
  tx: Transaction,
  late: LateResult,
  { botId, messageId, turnId, hostRunId }: Beginning,
): Promise<string> {
  const { workspaceId, conversationId, runId } = late;
  const [bot] = await tx.select({ versionId: bots.publishedVersionId }).from(bots).where(eq(bots.id, botId));
  const id = turnId ?? newId("turn");
  const values = {
    botId,
    botVersionId: bot?.versionId ?? null,
    messageId,
    status: "running" as const,
    hostRunId,
    leaseUntil: durableLease,
    reason: null,
    startedAt: sql`now()`,
    finishedAt: null,
  };
  await tx
    .insert(turns)
    .values({ id, workspaceId, conversationId, actionRunId: runId, host: "durable", ...values })
    .onConflictDoUpdate({ target: turns.id, set: values });
  return id;
}
