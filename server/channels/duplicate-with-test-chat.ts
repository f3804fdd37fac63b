import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import { duplicateBot } from "@/server/bots/duplicate-bot";
import type { ServiceContext } from "@/server/service-context";
import { createTestChannel } from "./create-channel";

/** Copies a bot, and creates the test channel for the chat beside the copy. */
export async function duplicateWithTestChat(ctx: ServiceContext, botId: string): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  return db.transaction(async (tx) => {
    const copy = await duplicateBot(ctx, botId, tx);
    await createTestChannel(tx, { workspaceId: ctx.workspaceId, botId: copy.id });
    return copy;
  });
}
