import { and, asc, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { rafflePrizes, raffles } from "@/db/schema/raffles";
import { DomainError } from "@/server/errors";

export type Raffle = typeof raffles.$inferSelect;
export type RafflePrize = typeof rafflePrizes.$inferSelect;

/** @throws DomainError `not_found`. */
export async function findRaffle(workspaceId: string, raffleId: string): Promise<Raffle> {
  const [raffle] = await db.select().from(raffles).where(raffleOf(workspaceId, raffleId));
  return raffle ?? missing();
}

/** Reads a raffle that only this transaction changes until it ends, so that draws and edits follow one another. */
export async function lockRaffle(on: Executor, workspaceId: string, raffleId: string): Promise<Raffle> {
  const [raffle] = await on.select().from(raffles).where(raffleOf(workspaceId, raffleId)).for("no key update");
  return raffle ?? missing();
}

/** The condition for a raffle of a workspace. */
export function raffleOf(workspaceId: string, raffleId: string) {
  return and(eq(raffles.workspaceId, workspaceId), eq(raffles.id, raffleId));
}

/** The prizes of a raffle in their order. */
export function prizesOf(raffleId: string, on: Executor = db): Promise<RafflePrize[]> {
  return on
    .select()
    .from(rafflePrizes)
    .where(eq(rafflePrizes.raffleId, raffleId))
    .orderBy(asc(rafflePrizes.position), asc(rafflePrizes.id));
}

function missing(): never {
  throw new DomainError("not_found", "This raffle does not exist in your workspace.");
}
