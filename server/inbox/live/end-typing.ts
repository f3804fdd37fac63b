import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { announcement } from "@/db/live";

interface Typist {
  workspaceId: string;
  conversationId: string;
  userId: string;
}

/** Ends the sign that a member is writing, in the transaction that stores what they wrote. */
export async function endTyping(tx: Transaction, { workspaceId, conversationId, userId }: Typist): Promise<void> {
  await tx.execute(sql`
    with ended as (
      update conversation_viewers set is_typing = false
      where conversation_id = ${conversationId} and workspace_id = ${workspaceId} and user_id = ${userId} and is_typing
      returning conversation_id
    )
    select ${announcement("conversation_viewers", sql`conversation_id`, workspaceId)} from ended`);
}
