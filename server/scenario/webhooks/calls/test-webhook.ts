import { z } from "zod";
import { db } from "@/db/client";
import { scenarioWebhookCalls } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText } from "@/server/input-types";
import { firstCheck } from "@/server/outbox/check-time";
import type { ServiceContext } from "@/server/service-context";
import { findWebhook } from "../find-webhook";
import { sampleBody, sampleKinds } from "../requests/sample-call";
import { attemptCall } from "./attempt-call";
import { readCall, type ShownCall } from "./get-call";

export const testWebhookInput = z.object({ webhookId: idText, about: z.enum(sampleKinds) });

/**
 * Sends one sample call to a webhook, also to one that is not verified, and returns it with its answer. It is logged, and
 * not made again.
 * @throws DomainError invalid if the sample is for the other kind of webhook.
 */
export async function testWebhook(
  ctx: ServiceContext,
  { webhookId, about }: z.infer<typeof testWebhookInput>,
): Promise<ShownCall> {
  requireRole(ctx, "editor");
  const webhook = await findWebhook(ctx.workspaceId, webhookId);
  if ((about === "fulfilment") !== (webhook.config.kind === "fulfilment")) {
    throw new DomainError("invalid", "This sample is for the other kind of webhook.");
  }
  const id = newId("scenarioWebhookCall");
  await db.insert(scenarioWebhookCalls).values({
    id,
    workspaceId: ctx.workspaceId,
    botId: webhook.botId,
    webhookId,
    callKey: id,
    isTest: true,
    body: sampleBody(webhook, webhook.botId, about, new Date()),
    status: "sending",
    checkAt: firstCheck,
  });
  await attemptCall(id, 1);
  return readCall(ctx.workspaceId, id);
}
