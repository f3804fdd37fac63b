import { TRPCError } from "@trpc/server";
import { cache } from "react";
import { getServerCaller } from "@/server/trpc/caller";

/** The bot, or null where the workspace has none of this id; asked once per request. */
export const findBot = cache(async (botId: string) => {
  const caller = await getServerCaller();
  try {
    return await caller.bots.get({ botId });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
});
