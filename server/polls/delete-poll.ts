import { z } from "zod";
import { db } from "@/db/client";
import { polls } from "@/db/schema/polls";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { assertUnused, type FindUses } from "@/server/tables/assert-unused";
import { findPoll, pollOf } from "./find-poll";

export const deletePollInput = z.object({ pollId: idText, force: z.boolean().default(false) });

/** Deletes a poll with its votes. One that actions use is deleted only with `force`. */
export async function deletePoll(
  ctx: ServiceContext,
  { pollId, force }: z.infer<typeof deletePollInput>,
  findUses: FindUses,
): Promise<void> {
  requireRole(ctx, "editor");
  const { name } = await findPoll(ctx.workspaceId, pollId);
  if (!force) assertUnused(await findUses(ctx.workspaceId, pollId), name);
  await db.delete(polls).where(pollOf(ctx.workspaceId, pollId));
}
