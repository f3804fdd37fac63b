import { sql } from "drizzle-orm";
import { changeConversation } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";

/**
 * Lets the bot forget a conversation: what was said up to now stays in the thread and is not given to models any more.
 * @returns Whether there was anything to forget.
 */
export async function clearContext(
  ctx: ServiceContext,
  { conversationId }: { conversationId: string },
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    // Taken once the row is held, as the places of messages are: it lies between what was said before and after.
    set: sql`context_cleared_seq = nextval('messages_seq_seq')`,
    where: sql`exists (select from messages m where m.conversation_id = c.id and m.seq > c.context_cleared_seq)`,
    event: { kind: "context_cleared", by: actorOf(ctx) },
  });
  return { changed };
}
