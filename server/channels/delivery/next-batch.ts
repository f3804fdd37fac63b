import { eq, max, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { announcement } from "@/db/live";
import { messages } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { statement } from "@/db/statement";
import { adapterOf } from "@/server/channels/registry";
import { newId } from "@/server/ids";
import { type ClaimedConversation, claimDelivery, type DeliveryRequest, setOwner } from "./claim-delivery";

export interface Batch {
  deliveryId: string;
  /** The number of the attempt to make now; above 1 if an earlier run began this delivery. */
  attempt: number;
  /** The rest of the pause before it, if any. */
  waitSeconds?: number;
}

/**
 * Claims a conversation for a run and takes the next batch: first a delivery that an earlier run left unfinished, then
 * the pending messages in order. A message with a pause before it is sent alone. If nothing is left, the conversation
 * is released in the same transaction, so that a new message is seen either here or by the run that its own event
 * starts.
 * @returns null if nothing is left for this run.
 */
export function nextBatch(request: DeliveryRequest, runId: string): Promise<Batch | null> {
  return db.transaction(async (tx) => {
    const conversation = await claimDelivery(tx, request, runId);
    if (!conversation) return null;
    const most = adapterOf(conversation.channelKind).messagesPerSend ?? 1;
    const [unfinished, waiting] = await Promise.all([
      unfinishedDelivery(tx, conversation.id),
      selectPending({ conversationId: conversation.id, most }, tx),
    ]);
    const batch = unfinished ?? (await takePending(tx, conversation, waiting));
    if (batch) return batch;
    await setOwner({ conversationId: conversation.id, runId: null }, tx);
    return null;
  });
}

async function unfinishedDelivery(tx: Transaction, conversationId: string): Promise<Batch | null> {
  const [delivery] = await selectUnfinished({ conversationId }, tx);
  return delivery ? { deliveryId: delivery.id, attempt: delivery.attempt } : null;
}

/** Also selects the number of the next attempt; an attempt that has not ended is repeated. */
const selectUnfinished = statement<{ conversationId: string }, { id: string; attempt: number }>(
  ({ conversationId }) => sql`
    select id, case when lease_until is null then attempts + 1 else attempts end as attempt
    from ${deliveries} where conversation_id = ${conversationId} and status = 'delivering'
    order by created_at, id limit 1`,
);

interface WaitingMessage extends Record<string, unknown> {
  id: string;
  pauseSeconds: number | null;
}

const selectPending = statement<{ conversationId: string; most: number }, WaitingMessage>(
  ({ conversationId, most }) => sql`
    select id, pause_seconds as "pauseSeconds" from ${messages}
    where conversation_id = ${conversationId} and delivery = 'pending' order by seq limit ${most}`,
);

async function takePending(
  tx: Transaction,
  conversation: ClaimedConversation,
  waiting: WaitingMessage[],
): Promise<Batch | null> {
  const [first] = waiting;
  if (!first) return null;
  const waitSeconds = await pauseLeft(tx, conversation.id, first.pauseSeconds ?? 0);
  const later = waiting.findIndex(({ pauseSeconds }, i) => i > 0 && pauseSeconds !== null);
  const taken = first.pauseSeconds !== null ? [first] : waiting.slice(0, later === -1 ? undefined : later);
  const deliveryId = newId("delivery");
  const { id: conversationId, workspaceId, channelId } = conversation;
  const messageIds = taken.map(({ id }) => id);
  await insertDelivery({ deliveryId, workspaceId, conversationId, channelId, messageIds }, tx);
  return { deliveryId, attempt: 1, ...(waitSeconds > 0 && { waitSeconds }) };
}

type NewDelivery = Record<"deliveryId" | "workspaceId" | "conversationId" | "channelId", string> & {
  messageIds: string[];
};

const insertDelivery = statement<NewDelivery, Record<string, unknown>>(
  ({ deliveryId, workspaceId, conversationId, channelId, messageIds }) => sql`
    with begun as (
      insert into deliveries (id, workspace_id, conversation_id, channel_id, status)
      values (${deliveryId}, ${workspaceId}, ${conversationId}, ${channelId}, 'delivering')
    ), taken as (
      update messages set delivery = 'delivering', delivery_id = ${deliveryId}
      where id = any(${messageIds}::text[])
    )
    select ${announcement("conversation", conversationId, workspaceId)}`,
);

/** Returns the remaining seconds of a pause that began when the previous delivery ended. */
async function pauseLeft(tx: Transaction, conversationId: string, pauseSeconds: number): Promise<number> {
  if (pauseSeconds === 0) return 0;
  const [last] = await tx
    .select({
      seconds: sql`ceil(${pauseSeconds} - extract(epoch from now() - ${max(deliveries.finishedAt)}))`.mapWith(Number),
    })
    .from(deliveries)
    .where(eq(deliveries.conversationId, conversationId));
  return Math.max(0, last?.seconds ?? 0);
}
