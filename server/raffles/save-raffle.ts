import { and, eq, notInArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Executor, type Transaction } from "@/db/client";
import { rafflePrizes, raffles } from "@/db/schema/raffles";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import { type RaffleSettings, raffleSettings } from "@/server/schemas/raffle";
import type { ServiceContext } from "@/server/service-context";
import { lockRaffle, prizesOf, raffleOf, type RafflePrize } from "./find-raffle";

export const saveRaffleInput = raffleSettings.safeExtend({
  /** Null creates a raffle. */
  raffleId: idText.nullable(),
});

/**
 * Creates or changes a raffle with its prizes. What was won stays won.
 * @throws DomainError `invalid` if fewer of a prize would exist than were won, `not_found`.
 */
export async function saveRaffle(
  ctx: ServiceContext,
  { raffleId, ...settings }: z.infer<typeof saveRaffleInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  return db.transaction(async (tx) => {
    if (raffleId === null) return insertRaffle(tx, ctx.workspaceId, settings);
    await lockRaffle(tx, ctx.workspaceId, raffleId);
    const before = await prizesOf(raffleId, tx);
    assertWonStays(before, settings);
    await tx
      .update(raffles)
      .set({ ...columnsOf(settings), updatedAt: sql`now()` })
      .where(raffleOf(ctx.workspaceId, raffleId));
    await storePrizes(tx, raffleId, before, settings);
    return { id: raffleId };
  });
}

/** Stores a new raffle; for `saveRaffle`, and for bots that begin with one. */
export async function insertRaffle(
  on: Executor,
  workspaceId: string,
  settings: RaffleSettings,
  id = newId("raffle"),
): Promise<{ id: string }> {
  await on.insert(raffles).values({ id, workspaceId, ...columnsOf(settings) });
  const prizes = settings.prizes.map(({ name, quantity }, position) => newPrize(id, name, quantity, position));
  await on.insert(rafflePrizes).values(prizes);
  return { id };
}

function columnsOf({ name, winChance, opensAt, closesAt, texts }: RaffleSettings) {
  return { name, winChance, opensAt: dateOf(opensAt), closesAt: dateOf(closesAt), texts };
}

function dateOf(moment: string | null): Date | null {
  return moment === null ? null : new Date(moment);
}

function newPrize(raffleId: string, name: string, quantity: number, position: number) {
  return { id: newId("rafflePrize"), raffleId, name, quantity, position };
}

function assertWonStays(before: RafflePrize[], { prizes }: RaffleSettings): void {
  const gone = before.find(({ id, won }) => won > 0 && !prizes.some((prize) => prize.id === id));
  if (gone) {
    const message = `“${gone.name}” was won ${times(gone.won)}, so it can't be removed. Set its number to ${gone.won} to give no more of it.`;
    throw new DomainError("invalid", message, { details: [{ path: ["prizes"], message }] });
  }
  const details = prizes.flatMap(({ id, quantity }, i): ErrorDetail[] => {
    const won = before.find((prize) => prize.id === id)?.won ?? 0;
    if (quantity >= won) return [];
    return [{ path: ["prizes", i, "quantity"], message: `It was won ${times(won)} already. Write at least ${won}.` }];
  });
  if (details[0]) throw new DomainError("invalid", details[0].message, { details });
}

async function storePrizes(tx: Transaction, raffleId: string, before: RafflePrize[], { prizes }: RaffleSettings) {
  const known = new Set(before.map(({ id }) => id));
  const kept = prizes.flatMap(({ id }) => (id !== null && known.has(id) ? [id] : []));
  await tx
    .delete(rafflePrizes)
    .where(and(eq(rafflePrizes.raffleId, raffleId), kept.length > 0 ? notInArray(rafflePrizes.id, kept) : undefined));
  for (const [position, { id, name, quantity }] of prizes.entries()) {
    if (id !== null && known.has(id)) {
      await tx.update(rafflePrizes).set({ name, quantity, position }).where(eq(rafflePrizes.id, id));
    } else {
      await tx.insert(rafflePrizes).values(newPrize(raffleId, name, quantity, position));
    }
  }
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
