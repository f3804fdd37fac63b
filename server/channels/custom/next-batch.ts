import { and, asc, eq, inArray, isNotNull, max, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { publishLive } from "@/db/live";
import { conversations, deliveries, deliveryAttempts, messages } from "@/db/schema/conversations";
import { newId } from "@/server/ids";
import { claimDelivery, type DeliveryRequest } from "./claim-delivery";

/** Messages that leave in one request at most. */
const BATCH_SIZE = 20;

export interface Batch {
  deliveryId: string;
  /** The number of the attempt to make now; above 1 when an earlier run has begun this delivery. */
  attempt: number;
  /** What is left of the pause before it, if one is. */
  waitSeconds?: number;
}

/**
 * Claims a conversation for a run and takes what it is to send next: first a delivery that an earlier run left
 * unfinished, then all that waits, in order; a later message of one answer goes alone, after its pause. With nothing left the conversation is given up in the same
 * transaction, so that a message is either seen here or by the run that its own event starts.
 * @returns null when nothing is left to this run.
 */
export function nextBatch(request: DeliveryRequest, runId: string): Promise<Batch | null> {
  return db.transaction(async (tx) => {
    const conversation = await claimDelivery(tx, request, runId);
    if (!conversation) return null;
    const batch = (await unfinishedDelivery(tx, conversation.id)) ?? (await takePending(tx, conversation));
    if (batch) return batch;
    await tx.update(conversations).set({ deliveryOwner: null }).where(eq(conversations.id, conversation.id));
    return null;
  });
}

async function unfinishedDelivery(tx: Transaction, conversationId: string): Promise<Batch | null> {
  const finished = or(isNotNull(deliveryAttempts.status), isNotNull(deliveryAttempts.error));
  const [delivery] = await tx
    .select({ id: deliveries.id, attempts: max(deliveryAttempts.number) })
    .from(deliveries)
    .leftJoin(deliveryAttempts, and(eq(deliveryAttempts.deliveryId, deliveries.id), finished))
    .where(and(eq(deliveries.conversationId, conversationId), eq(deliveries.status, "delivering")))
    .groupBy(deliveries.id)
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id))
    .limit(1);
  return delivery ? { deliveryId: delivery.id, attempt: (delivery.attempts ?? 0) + 1 } : null;
}

async function takePending(
  tx: Transaction,
  conversation: { id: string; workspaceId: string; channelId: string },
): Promise<Batch | null> {
  const waiting = await tx
    .select({ id: messages.id, pauseSeconds: messages.pauseSeconds })
    .from(messages)
    .where(and(eq(messages.conversationId, conversation.id), eq(messages.delivery, "pending")))
    .orderBy(asc(messages.seq))
    .limit(BATCH_SIZE);
  const [first] = waiting;
  if (!first) return null;
  const waitSeconds = await pauseLeft(tx, conversation.id, first.pauseSeconds ?? 0);
  const later = waiting.findIndex(({ pauseSeconds }, i) => i > 0 && pauseSeconds !== null);
  const taken = first.pauseSeconds !== null ? [first] : waiting.slice(0, later === -1 ? undefined : later);
  const deliveryId = newId("delivery");
  await tx.insert(deliveries).values({
    id: deliveryId,
    workspaceId: conversation.workspaceId,
    conversationId: conversation.id,
    channelId: conversation.channelId,
    status: "delivering",
  });
  await tx
    .update(messages)
    .set({ delivery: "delivering", deliveryId })
    .where(
      inArray(
        messages.id,
        taken.map(({ id }) => id),
      ),
    );
  await publishLive("conversation", conversation.id, tx, conversation.workspaceId);
  return { deliveryId, attempt: 1, ...(waitSeconds > 0 && { waitSeconds }) };
}

/** Seconds that are left of a pause which began when the delivery before it ended. */
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
