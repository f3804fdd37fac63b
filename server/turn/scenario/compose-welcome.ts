import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import { runScenario } from "@/server/scenario/run/run-scenario";
import type { Campaign, ScenarioEffects, ScenarioResult } from "@/server/scenario/run/scenario-input";
import { behaviourOf } from "@/server/schemas/bot-behaviour";
import { instructionValues, renderForCustomer } from "@/server/text/render-instruction";
import { loadSpeech, translateBot } from "../context/conversation-language";
import { publishedSnapshot } from "../context/published-snapshot";
import { type Frame, type Reply, scriptedMessages } from "../replies/compose-replies";
import { campaignOf } from "./campaign-of";

/** What a scripted bot says before its visitor writes, and the place in the scenario where that leaves them. */
export interface Welcome {
  replies: Reply[];
  result: ScenarioResult;
}

/**
 * Composes Welcome of a channel's published bot for a visitor who has written nothing. Stores and calls nothing, and is
 * the same each time for the same visitor and version.
 * @param seed Decides which variant of a text is shown.
 * @param tag The visitor's language as the channel knows it.
 * @returns null if the bot has no Welcome or does not greet, or if Welcome needs more than texts and options, such as an
 * action, a webhook, an image or another bot: then it answers the first message.
 */
export async function composeWelcome(channelId: string, seed: string, tag: string | null): Promise<Welcome | null> {
  const [row] = await db
    .select({ channelName: channels.name, workspaceId: channels.workspaceId, versionId: bots.publishedVersionId })
    .from(channels)
    .innerJoin(bots, eq(bots.id, channels.botId))
    .where(eq(channels.id, channelId));
  if (!row || row.versionId === null) return null;
  const snapshot = await publishedSnapshot(row.versionId);
  const written = campaignOf(snapshot, row.versionId, null);
  const welcome = written?.scenario.interactions.find(({ role }) => role === "welcome");
  if (!written?.scenario.settings.greets || !welcome) return null;
  const speech = await loadSpeech(row.workspaceId, snapshot, { history: [], tag });
  const values = instructionValues({
    botName: snapshot.name,
    channelName: row.channelName,
    source: null,
    clientName: null,
    clientPhone: null,
    placeholders: {},
    variables: {},
    now: new Date(),
    timeZone: snapshot.timeZone,
  });
  const result = await playWelcome({ ...written, speech }, welcome.id, { workspaceId: row.workspaceId, values, seed });
  if (result === null) return null;
  const { header, footer } = translateBot({ snapshot, behaviour: behaviourOf(snapshot) }, speech).behaviour;
  const frame: Frame = { header: renderForCustomer(header, values), footer: renderForCustomer(footer, values) };
  return { replies: scriptedMessages(result.replies, frame), result };
}

/** Thrown instead of an effect. */
class NeedsEffect extends Error {}

const refuse = () => Promise.reject(new NeedsEffect());

const noEffects: ScenarioEffects = {
  rank: refuse,
  callWebhook: refuse,
  runAction: refuse,
  readVariables: refuse,
  loadCampaign: refuse,
  fetchImage: refuse,
};

async function playWelcome(
  campaign: Campaign,
  interactionId: string,
  scope: { workspaceId: string; values: Record<string, string>; seed: string },
): Promise<ScenarioResult | null> {
  const input = {
    ...scope,
    campaign,
    state: null,
    message: { text: "", meaning: null },
    isFirst: true,
    // Without one, webhooks would be left out; they have to be refused.
    conversation: { conversationId: "", messageId: "" },
    variables: {},
    start: { interactionId, how: "welcome" as const },
  };
  try {
    const result = await runScenario(input, noEffects);
    return result.handOver === null && result.replies.length > 0 ? result : null;
  } catch (error) {
    if (error instanceof NeedsEffect) return null;
    throw error;
  }
}
