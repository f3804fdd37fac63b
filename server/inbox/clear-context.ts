import { sql } from "drizzle-orm";
import { changeConversation } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";

/**
 * Clears the bot's context: messages up to now stay in the thread, but are no longer sent to models.
 * @returns Whether there were messages to clear.
 */
export async function clearContext(
  ctx: ServiceContext,
  { conversationId }: { conversationId: string },
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    // Like the seq of messages, this value is taken under the row's lock, so it is between earlier and later messages.
    set: sql`context_cleared_seq = nextval('messages_seq_seq'), scenario_state = null`,
    where: sql`exists (select from messages m where m.conversation_id = c.id and m.seq > c.context_cleared_seq)`,
    event: { kind: "context_cleared", by: actorOf(ctx) },
  });
  return { changed };
}
