import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { conversations } from "@/db/schema/conversations";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";

/**
 * Sets variables of a conversation and leaves the others unchanged. Idempotent. Values keep their types; the next steps of
 * an action and the instructions of later turns read them.
 */
export async function setConversationVariables(
  workspaceId: string,
  conversationId: string,
  values: Record<string, unknown>,
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  const kept = JSON.stringify(mapStrings(values, storableText));
  await db
    .update(conversations)
    .set({ variables: sql`${conversations.variables} || ${kept}::jsonb` })
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)))
    .returning({ announced: announcement("conversation", sql`${conversations.id}`, workspaceId) });
}
