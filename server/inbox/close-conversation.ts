import { sql } from "drizzle-orm";
import { changeConversation } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { operator } from "./operator";

interface Target {
  conversationId: string;
}

/** Closes a conversation: it is done until its customer writes again. Whoever answers it stays the same. */
export async function closeConversation(
  ctx: ServiceContext,
  { conversationId }: Target,
): Promise<{ changed: boolean }> {
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`status = 'closed', closed_at = now()`,
    where: sql`c.status = 'open'`,
    event: { kind: "closed", by: operator(ctx) },
  });
  return { changed };
}

/** Opens a closed conversation again. */
export async function reopenConversation(
  ctx: ServiceContext,
  { conversationId }: Target,
): Promise<{ changed: boolean }> {
  const changed = await changeConversation({
    workspaceId: ctx.workspaceId,
    conversationId,
    set: sql`status = 'open', closed_at = null`,
    where: sql`c.status = 'closed'`,
    event: { kind: "reopened", by: operator(ctx) },
  });
  return { changed };
}
