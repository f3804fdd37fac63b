import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";

export interface LastWord {
  workspaceId: string;
  conversationId: string;
  turnId: string;
}

/** Allows a turn with a late result to reply, although the call that produced the result handed the conversation off. */
export async function giveLastWord(tx: Transaction, { workspaceId, conversationId, turnId }: LastWord): Promise<void> {
  await tx
    .update(conversations)
    .set({ handedOverTurnId: turnId })
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
}
