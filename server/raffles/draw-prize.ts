import { randomBytes } from "node:crypto";
import { and, eq, or, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { raffleEntries, rafflePrizes } from "@/db/schema/raffles";
import { newId } from "@/server/ids";
import { openingState } from "@/server/schemas/opening";
import type { RaffleTexts } from "@/server/schemas/raffle";
import { fillIn } from "@/server/text/fill-in";
import { lockRaffle, prizesOf, type Raffle } from "./find-raffle";
import { pickPrize } from "./pick-prize";

export interface Draw {
  workspaceId: string;
  raffleId: string;
  /** Who takes part: one entry each. */
  entrant: string;
  conversationId: string;
  /** Made in a test chat: it uses no stock, and each test conversation has an entry of its own. */
  isTest: boolean;
  /** The execution of the step. */
  callId: string;
}

export interface DrawResult {
  result: keyof RaffleTexts;
  /** The name of the prize that this entry, or the earlier one, won; empty for none. */
  prize: string;
  /** For the customer. */
  text: string;
}

/**
 * Enters somebody into a raffle and draws. Draws of a raffle follow one another, so that no prize is given twice. The
 * same call again returns its own result.
 * @throws DomainError `not_found`.
 */
export async function drawPrize(draw: Draw): Promise<DrawResult> {
  return db.transaction(async (tx) => {
    const raffle = await lockRaffle(tx, draw.workspaceId, draw.raffleId);
    const earlier = await findEntry(tx, draw);
    if (earlier) {
      const isSameCall = earlier.callId === draw.callId;
      return told(raffle, isSameCall ? outcomeOf(earlier.prizeName) : "again", earlier.prizeName);
    }
    if (openingState(raffle, new Date()) !== "open") return told(raffle, "closed", null);
    const prizeName = await enter(tx, raffle, draw);
    return told(raffle, outcomeOf(prizeName), prizeName);
  });
}

async function findEntry(tx: Transaction, draw: Draw) {
  const same = and(
    eq(raffleEntries.entrant, draw.entrant),
    eq(raffleEntries.testConversationId, testOf(draw)),
    eq(raffleEntries.raffleId, draw.raffleId),
  );
  const found = await tx
    .select({ callId: raffleEntries.callId, prizeName: raffleEntries.prizeName })
    .from(raffleEntries)
    .where(or(eq(raffleEntries.callId, draw.callId), same));
  return found.find(({ callId }) => callId === draw.callId) ?? found[0];
}

/** Draws, takes the prize from the stock and logs the entry. Returns the name of the prize, or null. */
async function enter(tx: Transaction, { winChance }: Raffle, draw: Draw): Promise<string | null> {
  const prizes = await prizesOf(draw.raffleId, tx);
  const stockBefore = prizes.map(({ id, name, quantity, won }) => ({ id, name, left: quantity - won }));
  const random = randomNumber();
  const prize = pickPrize(random, winChance, stockBefore);
  if (prize && !draw.isTest) {
    await tx
      .update(rafflePrizes)
      .set({ won: sql`${rafflePrizes.won} + 1` })
      .where(eq(rafflePrizes.id, prize.id));
  }
  await tx.insert(raffleEntries).values({
    id: newId("raffleEntry"),
    workspaceId: draw.workspaceId,
    raffleId: draw.raffleId,
    entrant: draw.entrant,
    testConversationId: testOf(draw),
    conversationId: draw.conversationId,
    callId: draw.callId,
    random,
    winChance,
    stockBefore,
    prizeId: prize?.id ?? null,
    prizeName: prize?.name ?? null,
  });
  return prize?.name ?? null;
}

/** A random number from 0 to below 1, which nobody can predict. */
function randomNumber(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
}

function testOf({ isTest, conversationId }: Draw): string {
  return isTest ? conversationId : "";
}

function outcomeOf(prizeName: string | null): "won" | "lost" {
  return prizeName === null ? "lost" : "won";
}

function told({ texts }: Raffle, result: keyof RaffleTexts, prizeName: string | null): DrawResult {
  const prize = prizeName ?? "";
  return { result, prize, text: fillIn(texts[result], { prize }) };
}
