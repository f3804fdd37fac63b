import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { botBehaviour, type BotBehaviourInput } from "@/server/schemas/bot-behaviour";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { createChannel } from "@/server/channels/create-channel";
import { postIncoming } from "@/server/channels/custom/testing/post-message";
import { getChannel } from "@/server/channels/get-channel";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";
import { newId } from "@/server/ids";

/** A published bot with the given behaviour, on a chat page and a custom channel in a separate workspace. */
export interface BehavingBot extends WebBot {
  customChannelId: string;
  /** The token of the custom channel's incoming API. */
  token: string;
}

export async function makeBehavingBot(behaviour: BotBehaviourInput, baseUrl?: string): Promise<BehavingBot> {
  const bot = await makeWebBot(baseUrl === undefined ? {} : { baseUrl });
  await behave(bot, behaviour);
  const { id } = await createChannel(bot.ctx, { botId: bot.botId, kind: "custom", name: "Messenger" });
  const channel = await getChannel(bot.ctx, id);
  return { ...bot, customChannelId: id, token: channel.token ?? "" };
}

/** Changes a bot's behaviour and publishes it. */
export async function behave(bot: WebBot, behaviour: BotBehaviourInput): Promise<void> {
  await updateBot(bot.ctx, { botId: bot.botId, behaviour: botBehaviour.parse(behaviour) });
  await publishBot(bot.ctx, bot.botId);
}

/** Sends a message to the custom channel as the owner's system does. */
export async function writeIn(
  bot: BehavingBot,
  text: string,
  { from = "customer", chat = "chat-1" }: { from?: "customer" | "employee"; chat?: string } = {},
): Promise<void> {
  const { status, work } = await postIncoming(bot.token, {
    api_version: 1,
    message_id: newId("event"),
    chat_id: chat,
    text,
    message_sender: from,
    source: "test",
  });
  if (status !== 202) throw new Error(`The message was refused: ${status}.`);
  await work();
}

/** Reads a chat's conversation on the custom channel. */
export async function conversationOf(bot: BehavingBot, chat = "chat-1") {
  const rows = await db.select().from(conversations).where(eq(conversations.channelId, bot.customChannelId));
  const found = rows.find(({ externalChatId }) => externalChatId === chat);
  if (!found) throw new Error("There is no conversation.");
  return found;
}
