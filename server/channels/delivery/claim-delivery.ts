import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations, deliveries, deliveryAttempts } from "@/db/schema/conversations";
import { statement } from "@/db/statement";

/** What the event `delivery/requested` names. */
export type DeliveryRequest = Record<"workspaceId" | "conversationId", string>;

/**
 * An owner acts immediately, or when the wait that it recorded is over; after a longer silence it counts as lost. If it
 * still lives, it notices that it is no longer the owner.
 */
const SILENCE_OF_THE_LOST = sql`interval '10 minutes'`;

/**
 * Makes a run the one sender of a conversation, or leaves it to the run that is. The row is locked by a first
 * statement and judged by later ones: under READ COMMITTED those see all that committed before the lock was
 * granted, so either this run sees a message or the owner, when it looks for more under the same lock, does.
 * @returns null when another run owns the conversation, or it is gone.
 */
export async function claimDelivery(
  tx: Transaction,
  { workspaceId, conversationId }: DeliveryRequest,
  runId: string,
): Promise<{ id: string; workspaceId: string; channelId: string } | null> {
  const [conversation] = await lockConversation({ workspaceId, conversationId }, tx);
  if (!conversation) return null;
  const { owner, channelId } = conversation;
  const claimed = { id: conversationId, workspaceId, channelId };
  if (owner === runId) return claimed;
  if (owner !== null && !(await ownerHasDied(tx, conversationId))) return null;
  await setOwner({ conversationId, runId }, tx);
  return claimed;
}

const lockConversation = statement<DeliveryRequest, { owner: string | null; channelId: string }>(
  ({ workspaceId, conversationId }) => sql`
    select delivery_owner as owner, channel_id as "channelId" from ${conversations}
    where workspace_id = ${workspaceId} and id = ${conversationId} for update`,
);

/** Writes down who sends a conversation's messages; null: nobody. Its row is locked. */
export const setOwner = statement<{ conversationId: string; runId: string | null }, Record<string, unknown>>(
  ({ conversationId, runId }) =>
    sql`update ${conversations} set delivery_owner = ${runId} where id = ${conversationId}`,
);

async function ownerHasDied(tx: Transaction, conversationId: string): Promise<boolean> {
  const dead = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.id, conversationId), noSignOfLife));
  return dead.length > 0;
}

/** A condition on conversations: for a while no delivery was claimed, tried or finished, and no retry is due later. */
export const noSignOfLife = sql`not exists (
  select 1 from ${deliveries}
  left join ${deliveryAttempts} on ${deliveryAttempts.deliveryId} = ${deliveries.id}
  where ${deliveries.conversationId} = ${conversations.id}
    and greatest(
      ${deliveries.createdAt}, ${deliveries.finishedAt}, ${deliveries.nextAttemptAt}, ${deliveryAttempts.createdAt}
    ) > now() - ${SILENCE_OF_THE_LOST})`;
