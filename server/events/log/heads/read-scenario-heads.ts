import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { conversations } from "@/db/schema/conversations";
import { scenarioWebhookAttempts, scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { conversationColumns } from "./conversation-columns";
import { type DeliveryHead, listStatus, progressOf } from "./delivery-head";

export async function readScenarioHeads(workspaceId: string, ids: string[]): Promise<DeliveryHead[]> {
  const newest = and(
    eq(scenarioWebhookAttempts.callId, scenarioWebhookCalls.id),
    eq(scenarioWebhookAttempts.number, scenarioWebhookCalls.attempts),
  );
  const rows = await db
    .select({
      id: scenarioWebhookCalls.id,
      status: scenarioWebhookCalls.status,
      webhook: { id: scenarioWebhooks.id, name: scenarioWebhooks.name, botId: scenarioWebhooks.botId },
      kind: scenarioWebhooks.config,
      conversation: conversationColumns,
      attempts: scenarioWebhookCalls.attempts,
      leaseUntil: scenarioWebhookCalls.leaseUntil,
      nextAttemptAt: scenarioWebhookCalls.nextAttemptAt,
      responseStatus: scenarioWebhookAttempts.status,
      error: scenarioWebhookCalls.error,
      isTest: scenarioWebhookCalls.isTest,
      createdAt: scenarioWebhookCalls.createdAt,
      finishedAt: scenarioWebhookCalls.endedAt,
    })
    .from(scenarioWebhookCalls)
    .innerJoin(scenarioWebhooks, eq(scenarioWebhooks.id, scenarioWebhookCalls.webhookId))
    .leftJoin(conversations, eq(conversations.id, scenarioWebhookCalls.conversationId))
    .leftJoin(scenarioWebhookAttempts, newest)
    .where(and(eq(scenarioWebhookCalls.workspaceId, workspaceId), inArray(scenarioWebhookCalls.id, ids)));
  return rows.map((row) => ({
    kind: "scenario",
    id: row.id,
    ...progressOf(listStatus[row.status], row),
    label: row.kind.kind === "campaign" ? "Menu campaign" : "Fulfilment",
    target: { type: "scenario_webhook", ...row.webhook },
    conversation: row.conversation,
    responseStatus: row.responseStatus,
    error: row.error,
    isTest: row.isTest,
  }));
}
