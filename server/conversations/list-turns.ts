import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { turns } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/** Returns one turn with its trace. */
export async function getTurn(ctx: ServiceContext, turnId: string) {
  requireRole(ctx, "viewer");
  const [turn] = await db
    .select()
    .from(turns)
    .where(and(eq(turns.workspaceId, ctx.workspaceId), eq(turns.id, turnId)));
  if (!turn) throw new DomainError("not_found", "This turn does not exist in your workspace.");
  return visible(turn);
}

/** Lists a conversation's turns with their traces, oldest first. */
export async function listTurns(ctx: ServiceContext, conversationId: string) {
  requireRole(ctx, "viewer");
  const rows = await db
    .select()
    .from(turns)
    .where(and(eq(turns.workspaceId, ctx.workspaceId), eq(turns.conversationId, conversationId)))
    .orderBy(asc(turns.startedAt), asc(turns.id));
  return rows.map(visible);
}

function visible(turn: typeof turns.$inferSelect) {
  const { id, messageId, status, reason, inputTokens, outputTokens, startedAt, finishedAt } = turn;
  const durationMs = finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime();
  const trace = turn.trace.map((entry, position) => Object.assign({ position }, entry));
  return { id, messageId, status, reason, trace, inputTokens, outputTokens, startedAt, durationMs };
}
