import { and, desc, eq, inArray, lte, ne, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { messages, turns } from "@/db/schema/conversations";
import type { ModelMessage } from "@/server/models/model-messages";

/** Messages that a model is given at most, newest kept. */
const HISTORY_LIMIT = 200;

/**
 * The conversation as a model sees it: what customers wrote, what reached them (a message that is not delivered
 * is left out, CONTRACTS §2), and the calls that earlier turns made, dropped turns too, so that none is repeated.
 * @param turnId The turn that asks: the history ends with the message it answers and holds none of its own calls.
 */
export async function loadHistory(turnId: string): Promise<ModelMessage[]> {
  const [said, calls] = await Promise.all([loadMessages(turnId), loadCalls(turnId)]);
  const history: ModelMessage[] = [];
  for (const { id, sender, text } of said.toReversed()) {
    history.push(sender === "customer" ? { role: "user", text } : { role: "assistant", text, toolCalls: [] });
    history.push(...(calls.get(id) ?? []));
  }
  return history;
}

/** Taken from the turn by the query itself, so that the history is read at the same time as the turn. */
const ofTurn = {
  conversationId: (turnId: string) =>
    sql`(${db.select({ id: turns.conversationId }).from(turns).where(eq(turns.id, turnId))})`,
  messageId: (turnId: string) => sql`(${db.select({ id: turns.messageId }).from(turns).where(eq(turns.id, turnId))})`,
};

function loadMessages(turnId: string) {
  const newest = db
    .select({ seq: messages.seq })
    .from(messages)
    .where(eq(messages.id, ofTurn.messageId(turnId)));
  return db
    .select({ id: messages.id, sender: messages.sender, text: messages.text })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, ofTurn.conversationId(turnId)),
        lte(messages.seq, sql`(${newest})`),
        or(ne(messages.sender, "ai"), inArray(messages.delivery, ["none", "delivered"])),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(HISTORY_LIMIT);
}

/** Finished calls of earlier turns, by the customer message that each turn answered. */
async function loadCalls(turnId: string): Promise<Map<string, ModelMessage[]>> {
  const rows = await db
    .select({
      id: actionRuns.id,
      messageId: turns.messageId,
      name: sql<string>`${actionRuns.definition} ->> 'functionName'`,
      input: actionRuns.arguments,
      result: actionRuns.result,
    })
    .from(actionRuns)
    .innerJoin(turns, eq(turns.id, actionRuns.turnId))
    .where(
      and(
        eq(turns.conversationId, ofTurn.conversationId(turnId)),
        ne(turns.id, turnId),
        inArray(actionRuns.status, ["succeeded", "failed"]),
      ),
    )
    .orderBy(desc(actionRuns.createdAt))
    .limit(HISTORY_LIMIT);
  const byMessage = new Map<string, ModelMessage[]>();
  for (const { id, messageId, name, input, result } of rows.toReversed()) {
    const told = byMessage.get(messageId) ?? [];
    told.push(
      { role: "assistant", text: "", toolCalls: [{ id, name, input }] },
      { role: "tool", results: [{ id, name, result: result ?? "" }] },
    );
    byMessage.set(messageId, told);
  }
  return byMessage;
}
