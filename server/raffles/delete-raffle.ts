import { z } from "zod";
import { db } from "@/db/client";
import { raffles } from "@/db/schema/raffles";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { assertUnused, type FindUses } from "@/server/tables/assert-unused";
import { findRaffle, raffleOf } from "./find-raffle";

export const deleteRaffleInput = z.object({ raffleId: idText, force: z.boolean().default(false) });

/** Deletes a raffle with its prizes and the log of its draws. One that actions use is deleted only with `force`. */
export async function deleteRaffle(
  ctx: ServiceContext,
  { raffleId, force }: z.infer<typeof deleteRaffleInput>,
  findUses: FindUses,
): Promise<void> {
  requireRole(ctx, "editor");
  const { name } = await findRaffle(ctx.workspaceId, raffleId);
  if (!force) assertUnused(await findUses(ctx.workspaceId, raffleId), name);
  await db.delete(raffles).where(raffleOf(ctx.workspaceId, raffleId));
}
