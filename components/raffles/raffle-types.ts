import type { inferRouterOutputs } from "@trpc/server";
import type { RaffleSettings } from "@/server/schemas/raffle";
import type { AppRouter } from "@/server/trpc/root";

export type Raffle = inferRouterOutputs<AppRouter>["raffles"]["get"];
export type RaffleEntry = inferRouterOutputs<AppRouter>["raffles"]["entries"]["entries"][number];

/** What the form edits of a raffle. */
export function settingsOf({ name, winChance, opensAt, closesAt, texts, prizes }: Raffle): RaffleSettings {
  const edited = prizes.map(({ id, name: prize, quantity }) => ({ id, name: prize, quantity }));
  return { name, winChance, opensAt, closesAt, texts, prizes: edited };
}

/** "25 %". */
export function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}
