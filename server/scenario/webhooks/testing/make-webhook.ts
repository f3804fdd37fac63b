import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { scenarioWebhookAttempts, scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { newId } from "@/server/ids";
import { type WebhookConfig, webhookConfig } from "@/server/schemas/scenario/webhook";
import { sealSecret } from "@/server/secrets/secret-box";
import type { FulfilmentCall, WebhookCall } from "../webhook-call";

export interface TestScene extends TestChannel {
  conversationId: string;
}

/** Creates a bot with a conversation in a separate workspace. */
export async function makeScene(
  customer: { chatId?: string; clientName?: string; clientPhone?: string } = {},
): Promise<TestScene> {
  const channel = await makeCustomChannel();
  const { conversationId } = await makeConversation(channel, customer.chatId);
  const { clientName = null, clientPhone = null } = customer;
  await db.update(conversations).set({ clientName, clientPhone }).where(eq(conversations.id, conversationId));
  return { ...channel, conversationId };
}

export const TOKEN = "token-of-the-shop";

/** Stores a verified fulfilment webhook. */
export function makeFulfilment(
  scene: Pick<TestScene, "workspaceId" | "botId">,
  url: string,
  options: { schema?: "v1" | "v2"; fallbackText?: string } = {},
): Promise<string> {
  return store(scene, { url, config: webhookConfig.parse({ kind: "fulfilment", ...options }), token: TOKEN });
}

/** Stores a campaign webhook. */
export function makeCampaign(
  scene: Pick<TestScene, "workspaceId" | "botId">,
  url: string,
  options: { extraBody?: string; thanksText?: string; headers?: Record<string, string> } = {},
): Promise<string> {
  const { headers = {}, ...config } = options;
  const stored = Object.entries(headers).map(([name, value]) => ({ name, sealed: sealSecret(value) }));
  return store(scene, { url, config: webhookConfig.parse({ kind: "campaign", ...config }), headers: stored });
}

async function store(
  { workspaceId, botId }: Pick<TestScene, "workspaceId" | "botId">,
  values: { url: string; config: WebhookConfig; token?: string; headers?: { name: string; sealed: string }[] },
): Promise<string> {
  const id = newId("scenarioWebhook");
  const { token, ...rest } = values;
  await db.insert(scenarioWebhooks).values({
    id,
    workspaceId,
    botId,
    name: "Shop system",
    ...rest,
    tokenSealed: token === undefined ? null : sealSecret(token),
    verifiedAt: token === undefined ? null : sql`now()`,
  });
  return id;
}

const interaction = { id: "int_order", name: "Order status" };

/** A call of a fulfilment webhook. */
export function fulfilmentCall(
  { workspaceId, botId, conversationId }: TestScene,
  webhookId: string,
  about: Partial<FulfilmentCall> = {},
): WebhookCall {
  return {
    workspaceId,
    botId,
    conversationId,
    webhookId,
    messageId: newId("message"),
    cause: "fulfilment-1",
    interaction,
    about: {
      kind: "fulfilment",
      query: "Where is my order?",
      score: 0.87,
      candidates: [{ interactionId: interaction.id, score: 0.87 }],
      parameters: { number: "77" },
      variables: { number: "77", email: "ann@example.com" },
      texts: [{ delay: 0, message: "Let me look." }],
      ...about,
    },
  };
}

/** A call of a campaign webhook. */
export function campaignCall(
  { workspaceId, botId, conversationId }: TestScene,
  webhookId: string,
  about: WebhookCall["about"] = { kind: "option", text: "One month", number: 1 },
): WebhookCall {
  const scope = { workspaceId, botId, conversationId, webhookId };
  return {
    ...scope,
    messageId: newId("message"),
    cause: "row-1",
    interaction: { id: "int_w", name: "Welcome" },
    about,
  };
}

/** Returns a call's row and its attempts. */
export async function storedCall(callId: string) {
  const [call] = await db.select().from(scenarioWebhookCalls).where(eq(scenarioWebhookCalls.id, callId));
  const attempts = await db
    .select()
    .from(scenarioWebhookAttempts)
    .where(eq(scenarioWebhookAttempts.callId, callId))
    .orderBy(scenarioWebhookAttempts.number);
  return { call, attempts };
}
