import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { conversations } from "@/db/schema/conversations";

export interface LastWord {
  workspaceId: string;
  conversationId: string;
  turnId: string;
}

/** Lets a turn speak in a conversation that the call whose late result it delivers handed off to people. */
export async function giveLastWord(tx: Transaction, { workspaceId, conversationId, turnId }: LastWord): Promise<void> {
  await tx
    .update(conversations)
    .set({ handedOverTurnId: turnId })
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
}
