import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { bots } from "@/db/schema/bots";
import { conversations, turns } from "@/db/schema/conversations";
import { giveLastWord } from "@/server/conversations/answering/give-last-word";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import { dispatch, enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import { durableLease } from "./durable-lease";
import { endDurableTurn, sayFallback } from "./durable-turn";
import type { LoadedTurn } from "../context/load-turn";
import type { TurnResult } from "../run-turn";

/** A run that ended when no turn waited for it any longer. */
export interface LateResult {
  workspaceId: string;
  conversationId: string;
  runId: string;
}

/** What can be done about a late result now. */
export type LateOpening = { next: "reply"; turnId: string } | { next: "retry" } | { next: "skip" };

/**
 * Opens the turn that delivers a late result, with the conversation's current bot; an Inngest run that opens it twice
 * gets the same turn, and another run gets nothing. From then on the sweep checks the turn, and no longer the result.
 * It waits while another turn speaks. There is nothing to tell when people have the conversation, or when a turn that
 * began after the run's end has answered: that turn knew the result.
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
  if (!conversation || !messageId || !run?.finishedAt) return { next: "skip" };
  const [before] = await tx.select().from(turns).where(eq(turns.actionRunId, late.runId));
  if (before?.status === "running") {
    return (before.hostRunId ?? hostRunId) === hostRunId ? { next: "reply", turnId: before.id } : { next: "skip" };
  }
  if (before && before.status !== "dropped") return { next: "skip" };
  const isLastWord = isGivenAwayBy(conversation.handedOverTurnId, run, before?.id);
  if (conversation.handledBy !== "bot" && !isLastWord) return { next: "skip" };
  if (await isSpeaking(tx, late.conversationId)) return { next: "retry" };
  if (await isKnown(tx, late.conversationId, run.finishedAt)) return { next: "skip" };
  const turnId = await begin(tx, late, { botId: conversation.botId, messageId, turnId: before?.id, hostRunId });
  if (isLastWord) await giveLastWord(tx, { ...late, turnId });
  return { next: "reply", turnId };
}

/** Sets when the sweep checks whether the result was delivered; null: never again. */
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
 * Saves what a late turn says and sends it on its way. One that a newer message overtook is owed anew: the turn that
 * answers this message may not have known the result.
 */
export async function endLateTurn(late: LateResult, turn: LoadedTurn, result: TurnResult): Promise<{ saved: boolean }> {
  const ended = await endDurableTurn(turn, result);
  const [row] = await db.select({ status: turns.status }).from(turns).where(eq(turns.id, turn.turnId));
  if (row?.status === "dropped") await dispatch(await requestTelling(late));
  return ended;
}

function requestTelling(late: LateResult): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    await checkLater(tx, late, firstCheck);
    return enqueue(tx, [{ name: "conversation/action.ended", data: late }]);
  });
}

/** The last word when a late result cannot be told at all: the customer, who waits for it, gets the fallback text. */
export async function giveUpLateTurn(late: LateResult, hostRunId: string, reason: string): Promise<void> {
  const opening = await openLateTurn(late, hostRunId);
  if (opening.next === "reply") await sayFallback(opening.turnId, reason);
}

/** The call itself gave the conversation to people: its result is the bot's last word there. */
function isGivenAwayBy(
  byTurn: string | null,
  { turnId, definition }: typeof actionRuns.$inferSelect,
  lateTurnId: string | undefined,
): boolean {
  return definition.stopAfterCall === true && byTurn !== null && (byTurn === turnId || byTurn === lateTurnId);
}

/** Another turn goes on: what it says comes first. */
async function isSpeaking(tx: Transaction, conversationId: string): Promise<boolean> {
  const found = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(and(eq(turns.conversationId, conversationId), eq(turns.status, "running"), gt(turns.leaseUntil, sql`now()`)))
    .limit(1);
  return found.length > 0;
}

/**
 * A turn that began after the run had ended had its result in the history. A second is left for the run's end to be
 * seen by others, so that a result is told twice rather than never.
 */
async function isKnown(tx: Transaction, conversationId: string, finishedAt: Date): Promise<boolean> {
  const found = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(
      and(
        eq(turns.conversationId, conversationId),
        eq(turns.status, "completed"),
        isNull(turns.actionRunId),
        gt(turns.startedAt, new Date(finishedAt.getTime() + 1000)),
      ),
    )
    .limit(1);
  return found.length > 0;
}

interface Beginning {
  botId: string;
  messageId: string;
  /** The turn that was overtaken and begins again. */
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
