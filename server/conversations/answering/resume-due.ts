import { and, asc, eq, lte, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { TAKEN_BACK } from "./intercept";
import { requestAnswer } from "./request-answer";
import { takeBack } from "./take-back";

/**
 * Gives conversations back to their bots when no employee has written for the time in the bot's settings, and requests
 * answers to their newest messages if those are unanswered.
 * @returns The events to dispatch.
 */
export async function resumeDue(limit = 200): Promise<OutboxEvent[]> {
  const due = await db
    .select({ workspaceId: conversations.workspaceId, conversationId: conversations.id })
    .from(conversations)
    .where(and(lte(conversations.resumeAt, sql`now()`), eq(conversations.handledBy, "person")))
    .orderBy(asc(conversations.resumeAt))
    .limit(limit);
  const owed: OutboxEvent[] = [];
  for (const scope of due) owed.push(...(await resume(scope)));
  return owed;
}

function resume(scope: { workspaceId: string; conversationId: string }): Promise<OutboxEvent[]> {
  return db.transaction(async (tx) => {
    // Check the time again: an employee may have written after it was read.
    const where = sql`c.resume_at <= now()`;
    const isResumed = await takeBack({ ...scope, by: { actor: "system" }, reason: TAKEN_BACK, where }, tx);
    return isResumed ? requestAnswer(tx, scope) : [];
  });
}
