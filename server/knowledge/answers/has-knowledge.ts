import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { knowledgeSources } from "@/db/schema/knowledge";

/** Whether a workspace has sources that its bots may use. */
export async function hasKnowledge(workspaceId: string): Promise<boolean> {
  const found = await db
    .select({ id: knowledgeSources.id })
    .from(knowledgeSources)
    .where(and(eq(knowledgeSources.workspaceId, workspaceId), eq(knowledgeSources.isEnabled, true)))
    .limit(1);
  return found.length > 0;
}
