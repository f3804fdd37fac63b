import { db } from "@/db/client";
import { polls } from "@/db/schema/polls";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { noPoll, pollOf } from "./find-poll";

/** Deletes a poll with its votes. */
export async function deletePoll(ctx: ServiceContext, pollId: string): Promise<void> {
  requireRole(ctx, "editor");
  const gone = await db.delete(polls).where(pollOf(ctx.workspaceId, pollId)).returning({ id: polls.id });
  if (gone.length === 0) noPoll();
}
