import type { ServiceContext } from "@/server/service-context";

/** Whether the reader may know a bot's name. */
export type KnowsBot = (botId: string) => boolean;

/** What stands for the name of a bot that the reader may not know. */
export const HIDDEN_BOT = "another bot";

export const knowsAll: KnowsBot = () => true;

/** A limited member learns of no bots except their own and those that are named by what they read. */
export function knownBots({ limits }: ServiceContext, named: readonly string[]): KnowsBot {
  if (!limits) return knowsAll;
  const known = new Set([...limits.botIds, ...named]);
  return (botId) => known.has(botId);
}
