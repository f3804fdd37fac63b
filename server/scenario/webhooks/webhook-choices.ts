import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import type { WebhookConfig } from "@/server/schemas/scenario/webhook";
import type { ServiceContext } from "@/server/service-context";

/** Lists the webhooks of a bot's scenario by name, for pickers. */
export async function webhookChoices(ctx: ServiceContext, botId: string) {
  requireRole(ctx, "viewer");
  return await db
    .select({
      id: scenarioWebhooks.id,
      name: scenarioWebhooks.name,
      kind: sql<WebhookConfig["kind"]>`${scenarioWebhooks.config} ->> 'kind'`,
      verifiedAt: scenarioWebhooks.verifiedAt,
    })
    .from(scenarioWebhooks)
    .where(and(eq(scenarioWebhooks.workspaceId, ctx.workspaceId), eq(scenarioWebhooks.botId, botId)))
    .orderBy(asc(scenarioWebhooks.name), asc(scenarioWebhooks.id));
}
