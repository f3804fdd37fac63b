import { db } from "@/db/client";
import { raffles } from "@/db/schema/raffles";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { raffleOf } from "./find-raffle";

/** Deletes a raffle with its prizes and the log of its draws. */
export async function deleteRaffle(ctx: ServiceContext, raffleId: string): Promise<void> {
  requireRole(ctx, "editor");
  const gone = await db.delete(raffles).where(raffleOf(ctx.workspaceId, raffleId)).returning({ id: raffles.id });
  if (gone.length === 0) throw new DomainError("not_found", "This raffle does not exist in your workspace.");
}
