import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";

/** Reads a conversation's variables; none outside of a conversation. */
export async function readVariables(
  workspaceId: string,
  conversationId: string | null,
): Promise<Record<string, unknown>> {
  if (conversationId === null) return {};
  const [row] = await db
    .select({ variables: conversations.variables })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
  return row?.variables ?? {};
}
