import { cache } from "react";
import { foundOrNull } from "@/app/found-or-null";
import { getServerCaller } from "@/server/trpc/caller";

/** The bot, or null where the workspace has none of this id; asked once per request. */
export const findBot = cache(async (botId: string) => {
  const caller = await getServerCaller();
  return foundOrNull(caller.bots.get({ botId }));
});
