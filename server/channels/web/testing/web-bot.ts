import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { messages, turns } from "@/db/schema/conversations";
import { makeWorkspace } from "@/db/testing/factories";
import type { ActionStep } from "@/server/schemas/action-definition";
import { publishBot } from "@/server/bots/publish-bot";
import { addAction } from "@/server/bots/testing/asking-bots";
import { updateBot } from "@/server/bots/update-bot";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { updateChannel, type updateChannelInput } from "@/server/channels/update-channel";
import { createProvider } from "@/server/models/catalogue/model-providers";
import type { ServiceContext } from "@/server/service-context";
import type { z } from "zod";

export interface WebBot {
  ctx: ServiceContext;
  userId: string;
  botId: string;
  channelId: string;
  /** The id in the chat's address. */
  publicId: string;
}

export const API_KEY = "sk-live-0123456789wxyz";

/** Creates a published order-status bot with a chat page in a separate workspace; `baseUrl` is its model's address. */
export async function makeWebBot(options: { baseUrl?: string } = {}): Promise<WebBot> {
  const { ctx, userId } = await makeWorkspace();
  const { id: botId } = await createBotWithTestChat(ctx, { name: "Shop", templateId: "order-status" });
  if (options.baseUrl !== undefined) {
    const access = { kind: "openai_compatible" as const, baseUrl: options.baseUrl, apiKey: API_KEY };
    const { id: providerId } = await createProvider(ctx, { name: "Acme AI", models: ["m-1"], ...access });
    await updateBot(ctx, { botId, model: { providerId, modelId: "m-1" } });
  }
  await publishBot(ctx, botId);
  const { id: channelId } = await createChannel(ctx, { botId, kind: "web", name: "Website" });
  const { publicId } = await findChannel(ctx, channelId);
  return { ctx, userId, botId, channelId, publicId };
}

/** Gives the bot an action without arguments, and publishes it. */
export async function publishAction({ ctx, botId }: WebBot, functionName: string, steps: ActionStep[]): Promise<void> {
  await addAction(ctx, botId, steps, { name: functionName, functionName, arguments: [] });
  await publishBot(ctx, botId);
}

/** Changes the chat page's settings. */
export function setWeb(bot: WebBot, web: z.infer<typeof updateChannelInput>["web"]): Promise<void> {
  return updateChannel(bot.ctx, { channelId: bot.channelId, web });
}

/** Returns all messages of a bot's workspace, in order. */
export async function storedMessages(bot: WebBot) {
  return db.select().from(messages).where(eq(messages.workspaceId, bot.ctx.workspaceId)).orderBy(messages.seq);
}

/** Returns all turns of a bot's workspace, oldest first. */
export async function turnsOf(bot: WebBot) {
  return db.select().from(turns).where(eq(turns.workspaceId, bot.ctx.workspaceId)).orderBy(turns.id);
}
