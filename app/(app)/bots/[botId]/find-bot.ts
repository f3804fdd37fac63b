import { cache } from "react";
import { foundOrNull } from "@/app/found-or-null";
import { getServerCaller } from "@/server/trpc/caller";

/** The bot, or null if the workspace has none with this id; fetched once per request. */
export const findBot = cache(async (botId: string) => {
  const caller = await getServerCaller();
  return foundOrNull(caller.bots.get({ botId }));
});
