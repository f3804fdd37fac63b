import type { z } from "zod";
import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import { createBot, type createBotInput } from "@/server/bots/create-bot";
import type { ServiceContext } from "@/server/service-context";
import { createTestChannel } from "./create-channel";

/** Creates a bot, and the test channel for the chat beside its editor. */
export async function createBotWithTestChat(
  ctx: ServiceContext,
  input: z.input<typeof createBotInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  return db.transaction(async (tx) => {
    const bot = await createBot(ctx, input, tx);
    await createTestChannel(tx, { workspaceId: ctx.workspaceId, botId: bot.id });
    return bot;
  });
}
