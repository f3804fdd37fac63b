import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhookCalls, scenarioWebhooks } from "@/db/schema/scenario";

export type LoadedCall = NonNullable<Awaited<ReturnType<typeof loadCall>>>;

/** Loads a call with its webhook as it is now; undefined if it was deleted. */
export async function loadCall(callId: string) {
  const [row] = await db
    .select({ call: scenarioWebhookCalls, webhook: scenarioWebhooks })
    .from(scenarioWebhookCalls)
    .innerJoin(scenarioWebhooks, eq(scenarioWebhooks.id, scenarioWebhookCalls.webhookId))
    .where(
      and(eq(scenarioWebhookCalls.id, callId), eq(scenarioWebhooks.workspaceId, scenarioWebhookCalls.workspaceId)),
    );
  return row && { ...row.call, webhook: row.webhook };
}

/** Whether failed attempts are repeated later: for customers' choices and data, which the webhook must learn of. */
export function isRetried({ webhook, isTest, replayOf }: LoadedCall): boolean {
  return webhook.config.kind === "campaign" && !isTest && replayOf === null;
}
