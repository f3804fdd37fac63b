import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { actionRuns } from "@/db/schema/action-runs";
import { messages } from "@/db/schema/conversations";
import { messageFile } from "@/server/files/message-file";
import { filesOfMessage } from "@/server/files/stored-file";
import type { ServiceContext } from "@/server/service-context";
import type { VisibleMessage } from "./list-messages";

/** What the actions of a turn said and sent, in order; the turn's own reply is not among it. */
export async function listSaidInTurn(ctx: ServiceContext, turnId: string): Promise<VisibleMessage[]> {
  const rows = await db
    .select({ id: messages.id, text: messages.text, files: filesOfMessage, createdAt: messages.createdAt })
    .from(actionRuns)
    .innerJoin(
      messages,
      and(
        eq(messages.conversationId, actionRuns.conversationId),
        sql`${messages.stepCallId} like ${actionRuns.id} || '-%'`,
      ),
    )
    .where(and(eq(actionRuns.workspaceId, ctx.workspaceId), eq(actionRuns.turnId, turnId)))
    .orderBy(asc(messages.seq));
  return rows.map(({ id, text, files, createdAt }) => ({
    id,
    external_id: null,
    sender: "ai",
    text,
    files: files.map(messageFile),
    created_at: createdAt.toISOString(),
  }));
}
