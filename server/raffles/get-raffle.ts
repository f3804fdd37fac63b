import { asc, count, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { raffleEntries, rafflePrizes, raffles } from "@/db/schema/raffles";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { openingState } from "@/server/schemas/opening";
import type { ServiceContext } from "@/server/service-context";
import { findRaffle, prizesOf, type Raffle } from "./find-raffle";

/** Lists the workspace's raffles with what is left of their prizes, by name. */
export async function listRaffles(ctx: ServiceContext) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const rows = await db
    .select({
      raffle: raffles,
      quantity: sql<number>`coalesce(sum(${rafflePrizes.quantity}), 0)::int`,
      won: sql<number>`coalesce(sum(${rafflePrizes.won}), 0)::int`,
    })
    .from(raffles)
    .leftJoin(rafflePrizes, eq(rafflePrizes.raffleId, raffles.id))
    .where(eq(raffles.workspaceId, ctx.workspaceId))
    .groupBy(raffles.id)
    .orderBy(asc(raffles.name), asc(raffles.id));
  return rows.map(({ raffle, ...stock }) => ({ ...show(raffle), ...stock }));
}

/** Returns a raffle with its prizes. @throws DomainError `not_found`. */
export async function getRaffle(ctx: ServiceContext, raffleId: string) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const raffle = await findRaffle(ctx.workspaceId, raffleId);
  const [prizes, [entries]] = await Promise.all([
    prizesOf(raffleId),
    db
      .select({ real: count(sql`case when ${raffleEntries.testConversationId} = '' then 1 end`), all: count() })
      .from(raffleEntries)
      .where(eq(raffleEntries.raffleId, raffleId)),
  ]);
  return {
    ...show(raffle),
    texts: raffle.texts,
    prizes: prizes.map(({ id, name, quantity, won }) => ({ id, name, quantity, won })),
    entryCount: entries?.real ?? 0,
    testEntryCount: (entries?.all ?? 0) - (entries?.real ?? 0),
  };
}

function show(raffle: Raffle) {
  const { id, name, winChance, opensAt, closesAt } = raffle;
  return {
    id,
    name,
    winChance,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    state: openingState(raffle, new Date()),
  };
}
