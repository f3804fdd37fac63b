import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { channels, conversations } from "@/db/schema/conversations";
import { scenarioWebhookCalls } from "@/db/schema/scenario";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import type { WebhookRow } from "../find-webhook";
import { bodyOf } from "../requests/body-of";
import type { CallSubject } from "../requests/fulfilment-body";
import type { WebhookCall } from "../webhook-call";

const UNVERIFIED =
  "The webhook was not called, because its address is not verified. Verify it on the page of the scenario's webhooks.";

/**
 * Stores a call with its body, which is the same on every attempt. A call to an address that is not verified is stored
 * as failed.
 * @returns the id of the call; of the earlier one if this cause was stored before.
 */
export async function storeCall(call: WebhookCall, webhook: WebhookRow): Promise<string> {
  const callKey = `${call.messageId} ${call.cause}`;
  const known = await findCall(callKey);
  if (known !== undefined) return known;
  const subject = await readSubject(call);
  const isRefused = webhook.config.kind === "fulfilment" && webhook.verifiedAt === null;
  const date = new Date();
  const [stored] = await db
    .insert(scenarioWebhookCalls)
    .values({
      id: newId("scenarioWebhookCall"),
      workspaceId: call.workspaceId,
      botId: call.botId,
      webhookId: webhook.id,
      conversationId: call.conversationId,
      messageId: call.messageId,
      interactionId: call.interaction.id,
      callKey,
      body: bodyOf(webhook, subject, call, date),
      status: isRefused ? "failed" : "sending",
      ...(isRefused ? { error: UNVERIFIED, endedAt: date } : { checkAt: firstCheck }),
    })
    .onConflictDoNothing({ target: scenarioWebhookCalls.callKey })
    .returning({ id: scenarioWebhookCalls.id });
  const id = stored?.id ?? (await findCall(callKey));
  if (id === undefined) throw new DomainError("conflict", "The webhook was deleted during the call.");
  return id;
}

async function findCall(callKey: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: scenarioWebhookCalls.id })
    .from(scenarioWebhookCalls)
    .where(eq(scenarioWebhookCalls.callKey, callKey));
  return row?.id;
}

async function readSubject({ workspaceId, botId, conversationId, messageId }: WebhookCall): Promise<CallSubject> {
  const [row] = await db
    .select({
      chatId: conversations.externalChatId,
      clientName: conversations.clientName,
      clientPhone: conversations.clientPhone,
      isTestChat: channels.runsDraft,
    })
    .from(conversations)
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversationId)));
  if (!row) throw new DomainError("not_found", "This conversation does not exist in your workspace.");
  return { ...row, botId, conversationId, messageId };
}
