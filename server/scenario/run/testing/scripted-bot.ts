import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations, messages } from "@/db/schema/conversations";
import { scenarioVisits } from "@/db/schema/scenario";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { postMessage, readAnswer } from "@/server/channels/web/testing/chat-client";
import { storedMessages } from "@/server/channels/web/testing/web-bot";
import { signVisitorToken } from "@/server/channels/web/visitor-token";
import { newId } from "@/server/ids";
import { textWithOptions } from "@/server/messages/options";
import type { BotBehaviourInput } from "@/server/schemas/bot-behaviour";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { scenarioSettings, type ScenarioSettingsInput } from "@/server/schemas/scenario/scenario";
import type { ServiceContext } from "@/server/service-context";
import { type BehavingBot, makeBehavingBot } from "@/server/turn/testing/behaving-bot";
import { editScenario } from "../../editing/edit-scenario";
import { getScenario } from "../../editing/get-scenario";
import { updateScenarioSettings } from "../../editing/update-scenario-settings";

/** A published scripted bot with a chat page and a custom channel. It has no model that could answer. */
export async function makeScriptedBot(
  interactions: InteractionInput[],
  settings: ScenarioSettingsInput = {},
  behaviour: BotBehaviourInput = {},
): Promise<BehavingBot> {
  const bot = await makeBehavingBot(behaviour);
  await publishScenario(bot.ctx, bot.botId, interactions, settings);
  return bot;
}

/** Another scripted bot of the same workspace, without a channel. Returns its id. */
export async function addScriptedBot(ctx: ServiceContext, interactions: InteractionInput[]): Promise<string> {
  const { id } = await createBot(ctx, { name: "Other", templateId: "order-status" });
  await publishScenario(ctx, id, interactions);
  return id;
}

/** Replaces a bot's interactions and publishes it. */
export async function publishScenario(
  ctx: ServiceContext,
  botId: string,
  interactions: InteractionInput[],
  settings: ScenarioSettingsInput = {},
): Promise<void> {
  await draftScenario(ctx, botId, interactions, settings);
  await publishBot(ctx, botId);
}

/** Replaces the interactions of a bot's draft. */
export async function draftScenario(
  ctx: ServiceContext,
  botId: string,
  interactions: InteractionInput[],
  settings: ScenarioSettingsInput = {},
): Promise<void> {
  const put = interactions.map((one) => interaction.parse(one));
  const { interactions: before } = await getScenario(ctx, botId);
  const remove = before.map(({ id }) => id).filter((id) => !put.some((one) => one.id === id));
  await editScenario(ctx, { botId, put, remove, order: put.map(({ id }) => id), check: null });
  await updateScenarioSettings(ctx, { botId, settings: scenarioSettings.parse({ enabled: true, ...settings }) });
}

/** A visitor of a bot's chat page. */
export class Visitor {
  readonly bot: BehavingBot;
  readonly chatId = newId("event");
  private readonly token: string;

  constructor(bot: BehavingBot) {
    this.bot = bot;
    this.token = signVisitorToken(bot.publicId, this.chatId);
  }

  /** Sends a message and returns the texts of the answer, as the page gets them, with options as text. */
  async say(text: string): Promise<string[]> {
    const { response, done } = await postMessage(
      this.bot.publicId,
      { id: newId("event"), text },
      { token: this.token },
    );
    const { end } = await readAnswer(response);
    await done;
    if (end?.outcome !== "saved") throw new Error(`The answer was not saved: ${end?.outcome}.`);
    const before = end.text ? [end.text] : [];
    return [...before, ...(end.more ?? []).map(({ text: said, ...options }) => textWithOptions(said, options))];
  }

  async conversation() {
    const mine = and(eq(conversations.channelId, this.bot.channelId), eq(conversations.externalChatId, this.chatId));
    const [found] = await db.select().from(conversations).where(mine);
    if (!found) throw new Error("There is no conversation.");
    return found;
  }
}

/** The interactions and rows that the conversations of a bot's workspace came to, in order. */
export async function visitsOf({ ctx }: BehavingBot): Promise<string[]> {
  const rows = await db
    .select()
    .from(scenarioVisits)
    .where(eq(scenarioVisits.workspaceId, ctx.workspaceId))
    .orderBy(scenarioVisits.createdAt, scenarioVisits.position);
  return rows.map(({ interactionId, rowId }) => rowId ?? interactionId);
}

/** The bot's messages in a conversation. */
export async function saidIn(bot: BehavingBot, conversationId: string) {
  const rows = await storedMessages(bot);
  return rows.filter((row) => row.conversationId === conversationId && row.sender === "ai");
}

/** Whether all messages of the bot's custom channel have been delivered. */
export async function isDelivered(bot: BehavingBot): Promise<boolean> {
  const rows = await db.select().from(messages).where(eq(messages.channelId, bot.customChannelId));
  return rows.every(({ sender, delivery }) => sender !== "ai" || delivery === "delivered");
}
