import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, conversations } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { listBotUses, type BotUse } from "./bot-usage";

export const deleteBotInput = z.object({
  botId: idText,
  /** Deletes the bot even if other bots use it; their steps then fail. */
  force: z.boolean().default(false),
});

/**
 * Deletes a bot with its versions, channels and conversations. Conversations of other bots' channels that were switched
 * to it go back to the bot of their channel.
 * @throws DomainError `conflict` when other bots use it, unless forced.
 */
export async function deleteBot(ctx: ServiceContext, { botId, force }: z.input<typeof deleteBotInput>): Promise<void> {
  requireRole(ctx, "editor");
  const uses = force ? [] : await listBotUses(ctx, botId);
  await db.transaction(async (tx) => {
    const mine = and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, botId));
    const [bot] = await tx.select({ name: bots.name }).from(bots).where(mine).for("update");
    if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
    if (uses.length > 0) throw inUse(bot.name, uses);
    await giveBack(tx, ctx, botId);
    await tx.delete(bots).where(mine);
  });
}

const LISTED = 5;

function inUse(name: string, uses: BotUse[]): DomainError {
  const listed = uses.slice(0, LISTED).map((use) => {
    const where = use.inDraft ? "" : ", published version";
    return `${use.botName} (action "${use.actionName}", step "${use.stepName}"${where})`;
  });
  const more = uses.length > LISTED ? [`${uses.length - LISTED} more`] : [];
  const list = new Intl.ListFormat("en").format([...listed, ...more]);
  return new DomainError(
    "conflict",
    `${name} is used by ${list}. Take it out there and publish, or delete it anyway: those steps then fail.`,
  );
}

async function giveBack(tx: Transaction, ctx: ServiceContext, botId: string): Promise<void> {
  await tx
    .update(conversations)
    .set({ botId: channels.botId })
    .from(channels)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        eq(conversations.botId, botId),
        eq(channels.id, conversations.channelId),
        ne(channels.botId, botId),
      ),
    );
}
