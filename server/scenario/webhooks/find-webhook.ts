import { and, eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { DomainError } from "@/server/errors";

export type WebhookRow = typeof scenarioWebhooks.$inferSelect;

/** Finds a webhook of a workspace. @throws DomainError not_found. */
export async function findWebhook(workspaceId: string, webhookId: string, on: Executor = db): Promise<WebhookRow> {
  const row = await readWebhook(workspaceId, webhookId, on);
  if (!row) throw new DomainError("not_found", "This webhook does not exist in your workspace.");
  return row;
}

/** Reads a webhook of a workspace; undefined if it was deleted. */
export async function readWebhook(
  workspaceId: string,
  webhookId: string,
  on: Executor = db,
): Promise<WebhookRow | undefined> {
  const [row] = await on.select().from(scenarioWebhooks).where(isWebhook(workspaceId, webhookId));
  return row;
}

/** A condition: the row is this webhook of the workspace. */
export function isWebhook(workspaceId: string, webhookId: string) {
  return and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.id, webhookId));
}
