import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { usesOfWebhooks } from "@/server/scenario/webhooks/webhook-uses";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";
import type { FixedText } from "./fixed-text";

/** The limit of `server/schemas/scenario/response.ts`. */
const TEXT = 4000;

/** What a webhook says itself: after a failure, or thanks for the customer's data. Empty for nothing. */
export const webhookText: SQL<string> = sql`coalesce(
  ${scenarioWebhooks.config} ->> 'fallbackText', ${scenarioWebhooks.config} ->> 'thanksText', '')`;

/** The ids of the webhooks that a bot's scenario uses. */
export function usedWebhooks({ scenario }: BotSnapshot): string[] {
  if (!scenario?.settings.enabled) return [];
  return [...new Set(usesOfWebhooks(scenario.interactions).map(({ webhookId }) => webhookId))];
}

/** The texts of the webhooks that a bot's scenario uses. */
export async function webhookTexts(workspaceId: string, snapshot: BotSnapshot): Promise<FixedText[]> {
  const used = usedWebhooks(snapshot);
  if (used.length === 0) return [];
  const { id, name: place } = scenarioWebhooks;
  const rows = await db
    .select({ place, text: webhookText })
    .from(scenarioWebhooks)
    .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), inArray(id, used)))
    .orderBy(asc(place), asc(id));
  return rows.map((row) => ({ group: "actions", ...row, limit: TEXT }));
}
