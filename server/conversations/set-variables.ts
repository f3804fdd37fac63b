import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import { conversations } from "@/db/schema/conversations";
import { mapStrings } from "@/server/text/map-strings";
import { storableText } from "@/server/text/storable-text";

/**
 * Sets variables of a conversation; those that are not named stay as they are. Doing it twice does it once. Values are
 * kept in their own types and read from the next step of an action on, and in the instructions of later turns.
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
    .returning({ told: announcement("conversation", sql`${conversations.id}`, workspaceId) });
}
