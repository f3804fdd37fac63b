import { db } from "@/db/client";
import { scenarioWebhookCalls } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { newId } from "@/server/ids";
import { firstCheck } from "@/server/outbox/check-time";
import type { ServiceContext } from "@/server/service-context";
import { attemptCall } from "./attempt-call";
import { findCall, readCall, type ShownCall } from "./get-call";

export type ReplayedCall = Pick<ShownCall, "id" | "replayOf" | "status" | "error">;

/**
 * Makes a call again, once: the same body under the same `webhook-id`, as an entry of its own in the log. The customer gets
 * nothing of its answer.
 * @throws DomainError not_found.
 */
export async function replayCall(ctx: ServiceContext, callId: string): Promise<ReplayedCall> {
  requireRole(ctx, "editor");
  const original = await findCall(ctx.workspaceId, callId);
  const id = newId("scenarioWebhookCall");
  const { workspaceId, botId, webhookId, conversationId, messageId, interactionId, isTest, body } = original;
  await db.insert(scenarioWebhookCalls).values({
    id,
    workspaceId,
    botId,
    webhookId,
    conversationId,
    messageId,
    interactionId,
    isTest,
    body,
    callKey: id,
    replayOf: original.replayOf ?? original.id,
    status: "sending",
    checkAt: firstCheck,
  });
  await attemptCall(id, 1);
  const { replayOf, status, error } = await readCall(workspaceId, id);
  return { id, replayOf, status, error };
}
