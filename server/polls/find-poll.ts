import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { polls } from "@/db/schema/polls";
import { DomainError } from "@/server/errors";

export type Poll = typeof polls.$inferSelect;

/** @throws DomainError `not_found`. */
export async function findPoll(workspaceId: string, pollId: string): Promise<Poll> {
  const [poll] = await db.select().from(polls).where(pollOf(workspaceId, pollId));
  return poll ?? noPoll();
}

/** The condition for a poll of a workspace. */
export function pollOf(workspaceId: string, pollId: string) {
  return and(eq(polls.workspaceId, workspaceId), eq(polls.id, pollId));
}

export function noPoll(): never {
  throw new DomainError("not_found", "This poll does not exist in your workspace.");
}
