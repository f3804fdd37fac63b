import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { scenarioWebhookAttempts, scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";
import { redactUrl } from "@/server/outbound/addresses/redact-url";
import type { DeliveryHead } from "../heads/delivery-head";
import { type DeliveryDetails, outlookOf } from "./delivery-details";

/** Reads a request to a scenario's webhook in full; null if it was deleted. */
export async function readScenarioDetails(workspaceId: string, head: DeliveryHead): Promise<DeliveryDetails | null> {
  const [[call], attempts] = await Promise.all([
    db
      .select({
        body: scenarioWebhookCalls.body,
        replayOf: scenarioWebhookCalls.replayOf,
        url: scenarioWebhooks.url,
        bot: { id: bots.id, name: bots.name },
      })
      .from(scenarioWebhookCalls)
      .innerJoin(scenarioWebhooks, eq(scenarioWebhooks.id, scenarioWebhookCalls.webhookId))
      .innerJoin(bots, eq(bots.id, scenarioWebhookCalls.botId))
      .where(and(eq(scenarioWebhookCalls.workspaceId, workspaceId), eq(scenarioWebhookCalls.id, head.id))),
    db
      .select()
      .from(scenarioWebhookAttempts)
      .where(eq(scenarioWebhookAttempts.callId, head.id))
      .orderBy(asc(scenarioWebhookAttempts.number)),
  ]);
  if (!call) return null;
  return {
    head,
    webhookId: call.replayOf ?? head.id,
    bot: call.bot,
    body: call.body,
    texts: [],
    // The log has no addresses of these; they are sent to the webhook's current one.
    attempts: attempts.map(({ number, startedAt, status, error, responseExcerpt, durationMs }) => ({
      number,
      startedAt: startedAt.toISOString(),
      url: redactUrl(call.url),
      requestHeaders: null,
      status,
      error,
      responseExcerpt,
      durationMs,
    })),
    outlook: outlookOf(head),
  };
}
