import { and, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import { usesOfWebhooks, type WebhookUse } from "./webhook-uses";

/** A webhook that keeps a scenario from being published. */
export interface WebhookProblem extends WebhookUse {
  /** What is wrong, and how to fix it. */
  message: string;
}

/**
 * Finds the places of a scenario whose webhook is gone, of another kind, or not verified (CONTRACTS §4). Each of them
 * blocks Publish.
 */
export async function findWebhookProblems(
  workspaceId: string,
  botId: string,
  interactions: Interaction[],
  on: Executor = db,
): Promise<WebhookProblem[]> {
  const uses = usesOfWebhooks(interactions);
  if (uses.length === 0) return [];
  const rows = await on
    .select({
      id: scenarioWebhooks.id,
      name: scenarioWebhooks.name,
      config: scenarioWebhooks.config,
      verifiedAt: scenarioWebhooks.verifiedAt,
      verificationError: scenarioWebhooks.verificationError,
    })
    .from(scenarioWebhooks)
    .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.botId, botId)));
  const known = new Map(rows.map((row) => [row.id, row]));
  return uses.flatMap((use) => {
    const message = faultOf(use, known.get(use.webhookId));
    return message === null ? [] : [{ ...use, message }];
  });
}

interface Known {
  name: string;
  config: { kind: string };
  verifiedAt: Date | null;
  verificationError: string | null;
}

function faultOf(use: WebhookUse, webhook: Known | undefined): string | null {
  const place = `"${use.interactionName}"${use.rowId === null ? "" : ", menu"}`;
  if (!webhook) return `${place} uses a webhook that was deleted. Choose another one.`;
  if (webhook.config.kind !== use.kind) {
    return `${place} needs a ${use.kind} webhook, but "${webhook.name}" is a ${webhook.config.kind} webhook. Choose another one.`;
  }
  if (use.kind === "campaign" || webhook.verifiedAt !== null) return null;
  const why = webhook.verificationError === null ? "" : ` ${webhook.verificationError}`;
  return `${place} uses the webhook "${webhook.name}", which is not verified.${why} Verify it on the page of the webhooks.`;
}
