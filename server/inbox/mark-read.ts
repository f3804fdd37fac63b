import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { conversationGone } from "@/server/conversations/change-conversation";
import type { ServiceContext } from "@/server/service-context";
import { requireRole } from "@/server/accounts/require-role";
import type { markReadInput } from "./schema";

/** Marks a conversation as read up to a message; later messages stay unread. */
export async function markRead(ctx: ServiceContext, input: z.infer<typeof markReadInput>): Promise<void> {
  requireRole(ctx, "operator");
  const { workspaceId } = ctx;
  const { conversationId, seq } = input;
  await db.transaction(async (tx) => {
    const [conversation] = await tx.execute<{ unread: number }>(sql`
      select unread_count as unread from conversations
      where id = ${conversationId} and workspace_id = ${workspaceId} for update`);
    if (!conversation) throw conversationGone();
    if (conversation.unread === 0) return;
    // A separate statement, because it must see the messages that came while the first one waited for the lock.
    await tx.execute(sql`
      with read as (
        update conversations c set unread_count = least(c.unread_count, (
          select count(*) from messages m where m.conversation_id = c.id and m.seq > ${seq} and m.sender = 'customer'
        ))
        where c.id = ${conversationId} returning c.id
      )
      select ${announcement("conversation", sql`id`, workspaceId)} from read`);
  });
}
