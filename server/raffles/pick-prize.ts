import type { PrizeStock } from "@/server/schemas/raffle";

/**
 * The prize that a random number from 0 to below 1 wins; null for none. Each single item of the stock is equally likely.
 * The same number, chance and stock always give the same prize, so that a draw can be checked later.
 */
export function pickPrize(random: number, winChance: number, stock: readonly PrizeStock[]): PrizeStock | null {
  if (random >= winChance) return null;
  const total = stock.reduce((sum, { left }) => sum + left, 0);
  let place = Math.floor((random / winChance) * total);
  for (const prize of stock) {
    if (place < prize.left) return prize;
    place -= prize.left;
  }
  return null;
}
