import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";

export interface LastWord {
  workspaceId: string;
  conversationId: string;
  turnId: string;
}

/** Allows the turn that delivers a late result to reply after the call with this result has handed the conversation off. */
export async function giveLastWord(tx: Transaction, { workspaceId, conversationId, turnId }: LastWord): Promise<void> {
  await tx
    .update(conversations)
    .set({ handedOverTurnId: turnId })
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
}
