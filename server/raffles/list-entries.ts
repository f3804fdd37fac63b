import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { raffleEntries } from "@/db/schema/raffles";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { findRaffle } from "./find-raffle";

const PAGE = 50;

export const listEntriesInput = z.object({
  raffleId: idText,
  /** The id of the last entry of the previous page. */
  cursor: idText.nullish(),
});

export type RaffleEntry = typeof raffleEntries.$inferSelect;

/** Lists the draws of a raffle, newest first. */
export async function listEntries(ctx: ServiceContext, { raffleId, cursor }: z.infer<typeof listEntriesInput>) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  await findRaffle(ctx.workspaceId, raffleId);
  const rows = await readEntries(raffleId, cursor ?? null, PAGE + 1);
  const shown = rows.slice(0, PAGE);
  return {
    entries: shown.map(({ id, entrant, testConversationId, conversationId, ...draw }) => ({
      id,
      entrant,
      conversationId,
      isTest: testConversationId !== "",
      random: draw.random,
      winChance: draw.winChance,
      stockBefore: draw.stockBefore,
      prizeName: draw.prizeName,
      at: draw.createdAt.toISOString(),
    })),
    nextCursor: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Reads draws, newest first, after the one with an id. */
export function readEntries(raffleId: string, after: string | null, limit: number): Promise<RaffleEntry[]> {
  return db
    .select()
    .from(raffleEntries)
    .where(and(eq(raffleEntries.raffleId, raffleId), after === null ? undefined : lt(raffleEntries.id, after)))
    .orderBy(desc(raffleEntries.id))
    .limit(limit);
}
