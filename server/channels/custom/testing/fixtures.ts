import { eq, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels, conversations, messages } from "@/db/schema/conversations";
import { makeWorkspace } from "@/db/testing/factories";
import { newToken } from "@/server/channels/create-channel";
import type { CustomChannelSettings } from "@/server/channels/custom/settings";
import { columnsOf } from "@/server/channels/registry";
import { newId } from "@/server/ids";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";

export interface TestChannel {
  id: string;
  workspaceId: string;
  botId: string;
  token: string;
  ctx: ServiceContext;
}

/** Creates a custom channel of a bot in a separate workspace. */
export async function makeCustomChannel(
  webhook: { url?: string; secret?: string; retry?: boolean } = {},
): Promise<TestChannel> {
  const { workspaceId, ctx } = await makeWorkspace();
  const [id, botId, token] = [newId("channel"), newId("bot"), newToken()];
  await db.insert(bots).values({
    id: botId,
    workspaceId,
    name: "Test bot",
    instruction: "Be kind.",
    model: OFFLINE_MODEL,
    fallbackText: "Sorry.",
  });
  const settings: CustomChannelSettings = {
    kind: "custom",
    webhookUrl: webhook.url ?? null,
    webhookSecretSealed: webhook.secret === undefined ? null : sealSecret(webhook.secret),
    retry: webhook.retry ?? true,
    structured: false,
    markdown: "as_written",
  };
  await db
    .insert(channels)
    .values({ id, workspaceId, botId, ...columnsOf("custom"), name: "Shop", publicId: id, ...token, settings });
  return { id, workspaceId, botId, token: openSecret(token.tokenSealed), ctx };
}

/** Creates an empty conversation in a channel. */
export async function makeConversation(
  channel: TestChannel,
  chatId: string = newId("conversation"),
): Promise<{ workspaceId: string; conversationId: string }> {
  const conversationId = newId("conversation");
  await db.insert(conversations).values({
    id: conversationId,
    workspaceId: channel.workspaceId,
    botId: channel.botId,
    channelId: channel.id,
    externalChatId: chatId,
  });
  return { workspaceId: channel.workspaceId, conversationId };
}

/** Adds messages that wait for delivery, as a turn does. */
export async function addPending(
  channel: TestChannel,
  conversationId: string,
  texts: string[],
  sender: "ai" | "employee" = "ai",
  on: Executor = db,
): Promise<string[]> {
  const rows = texts.map((text) => ({
    id: newId("message"),
    workspaceId: channel.workspaceId,
    channelId: channel.id,
    conversationId,
    sender,
    text,
    delivery: "pending" as const,
  }));
  // Like every writer, takes the conversation's lock, so that messages are committed in the order of their seq.
  await on.transaction(async (tx) => {
    await tx
      .update(conversations)
      .set({ lastMessageAt: sql`now()` })
      .where(eq(conversations.id, conversationId));
    await tx.insert(messages).values(rows);
  });
  return rows.map(({ id }) => id);
}
