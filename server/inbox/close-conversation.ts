import { sql } from "drizzle-orm";
import { changeConversation } from "@/server/conversations/change-conversation";
import { closedNow } from "@/server/conversations/closed-now";
import { announceEvents } from "@/server/events/publish/announce-events";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";

interface Target {
  conversationId: string;
}

/** Closes a conversation until its customer writes again. Whether the bot or people answer it does not change. */
export async function closeConversation(
  ctx: ServiceContext,
  { conversationId }: Target,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: closedNow,
    where: sql`c.status = 'open'`,
    event: { kind: "closed", by: actorOf(ctx) },
  });
  if (changed) announceEvents(ctx.workspaceId);
  return { changed };
}

/** Reopens a closed conversation. */
export async function reopenConversation(
  ctx: ServiceContext,
  { conversationId }: Target,
): Promise<{ changed: boolean }> {
  requireRole(ctx, "operator");
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`status = 'open', closed_at = null`,
    where: sql`c.status = 'closed'`,
    event: { kind: "reopened", by: actorOf(ctx) },
  });
  return { changed };
}
