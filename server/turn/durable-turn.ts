import { and, eq, exists, inArray, isNull, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { conversations, messages, turns } from "@/db/schema/conversations";
import { newId } from "@/server/ids";
import { dispatch } from "@/server/outbox/outbox";
import { loadTurn } from "./load-turn";
import type { TurnResult } from "./run-turn";
import { saveReplies } from "./save-replies";

/** Inngest carries a durable turn to its end; the lease only matters should Inngest itself lose it. */
export const DURABLE_LEASE = sql`now() + interval '2 hours'`;

interface Due {
  workspaceId: string;
  conversationId: string;
  messageId: string;
}

/**
 * Opens the turn that answers a message, pinned to the version that is published now; opening twice gives the
 * same turn.
 * @returns null when there is nothing to answer: a newer message came, people have the conversation, or it is answered.
 */
export async function openDurableTurn(due: Due): Promise<string | null> {
  return db.transaction(async (tx) => {
    const [conversation] = await tx
      .select()
      .from(conversations)
      .where(and(eq(conversations.workspaceId, due.workspaceId), eq(conversations.id, due.conversationId)))
      .for("update");
    if (conversation?.handledBy !== "bot" || conversation.lastCustomerMessageId !== due.messageId) return null;
    // A turn that failed has answered too, if its fallback text was saved.
    const said = tx
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.conversationId, due.conversationId), eq(messages.turnId, turns.id)));
    const [before] = await tx
      .select({ id: turns.id, status: turns.status, host: turns.host })
      .from(turns)
      .where(
        and(
          // There is no index by the message: a conversation's turns are few.
          eq(turns.conversationId, due.conversationId),
          eq(turns.messageId, due.messageId),
          // One that tells a late result names the newest message, and does not answer it.
          isNull(turns.actionRunId),
          or(inArray(turns.status, ["running", "completed"]), exists(said)),
        ),
      );
    if (before) return before.status === "running" && before.host === "durable" ? before.id : null;
    const [bot] = await tx
      .select({ versionId: bots.publishedVersionId })
      .from(bots)
      .where(eq(bots.id, conversation.botId));
    const id = newId("turn");
    await tx.insert(turns).values({
      id,
      ...due,
      botId: conversation.botId,
      botVersionId: bot?.versionId ?? null,
      host: "durable",
      status: "running",
      leaseUntil: DURABLE_LEASE,
    });
    return id;
  });
}

/** Saves what a durable turn says and sends it on its way; doing it twice saves once. */
export async function endDurableTurn(turnId: string, result: TurnResult): Promise<{ saved: boolean }> {
  const { saved, events } = await saveReplies(await loadTurn(turnId), result, newId("message"));
  await dispatch(events);
  return { saved };
}

/** The last word when a durable turn cannot be carried out at all: the customer gets the fallback text. */
export async function giveUpDurableTurn(due: Due, reason: string): Promise<void> {
  const turnId = await openDurableTurn(due);
  if (turnId !== null) await sayFallback(turnId, reason);
}

/** Ends a turn that cannot be carried out with the bot's fallback text. */
export async function sayFallback(turnId: string, reason: string): Promise<void> {
  const turn = await loadTurn(turnId);
  await endDurableTurn(turnId, {
    text: turn.input.snapshot.fallbackText,
    silent: false,
    trace: [{ kind: "note", text: `The turn failed again and again; the fallback text was sent. ${reason}` }],
    inputTokens: 0,
    outputTokens: 0,
    failure: reason,
  });
}
