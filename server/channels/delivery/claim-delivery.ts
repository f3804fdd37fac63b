import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { deliveries } from "@/db/schema/deliveries";
import { statement } from "@/db/statement";

/** The data of the event `delivery/requested`. */
export type DeliveryRequest = Record<"workspaceId" | "conversationId", string>;

/**
 * An owner acts immediately, or when the wait that it recorded is over. If it shows no activity for longer than this,
 * it is presumed lost. If it still runs, it notices that it no longer owns the conversation.
 */
const OWNER_TIMEOUT = sql`interval '10 minutes'`;

export type ClaimedConversation = Record<"id" | "workspaceId" | "channelId" | "channelKind", string>;

/**
 * Makes a run the only sender of a conversation, unless another run owns it. The first statement locks the row; under
 * READ COMMITTED, the next ones see everything that was committed before the lock was granted. A new message is
 * therefore seen either by this run or by the owner, which looks for more under the same lock.
 * @returns null if another run owns the conversation, or it was deleted.
 */
export async function claimDelivery(
  tx: Transaction,
  { workspaceId, conversationId }: DeliveryRequest,
  runId: string,
): Promise<ClaimedConversation | null> {
  const [conversation] = await lockConversation({ workspaceId, conversationId }, tx);
  if (!conversation) return null;
  const { owner, ...channel } = conversation;
  const claimed = { id: conversationId, workspaceId, ...channel };
  if (owner === runId) return claimed;
  if (owner !== null && !(await isOwnerLost(tx, conversationId))) return null;
  await setOwner({ conversationId, runId }, tx);
  return claimed;
}

const lockConversation = statement<DeliveryRequest, LockedConversation>(
  ({ workspaceId, conversationId }) => sql`
    select c.delivery_owner as owner, c.channel_id as "channelId", h.kind as "channelKind"
    from conversations c join channels h on h.id = c.channel_id
    where c.workspace_id = ${workspaceId} and c.id = ${conversationId} for update of c`,
);

type LockedConversation = Record<"channelId" | "channelKind", string> & { owner: string | null };

/** Records the run that owns a conversation, or null for none. The conversation's row must be locked. */
export const setOwner = statement<{ conversationId: string; runId: string | null }, Record<string, unknown>>(
  ({ conversationId, runId }) =>
    sql`update ${conversations} set delivery_owner = ${runId} where id = ${conversationId}`,
);

async function isOwnerLost(tx: Transaction, conversationId: string): Promise<boolean> {
  const lost = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.id, conversationId), noSignOfLife));
  return lost.length > 0;
}

/** A condition on conversations: no delivery was begun, attempted or finished recently, and no retry is scheduled. */
export const noSignOfLife = sql`not exists (
  select 1 from ${deliveries}
  where ${deliveries.conversationId} = ${conversations.id}
    and greatest(
      ${deliveries.createdAt}, ${deliveries.leaseUntil}, ${deliveries.nextAttemptAt}, ${deliveries.finishedAt}
    ) > now() - ${OWNER_TIMEOUT})`;
