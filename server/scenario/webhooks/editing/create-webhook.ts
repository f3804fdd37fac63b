import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import type { ServiceContext } from "@/server/service-context";
import { findWebhook } from "../find-webhook";
import { storedValues } from "./stored-values";
import { checkAddress, type Verification } from "./verify-webhook";
import type { createWebhookInput } from "./webhook-input";

const MOST_WEBHOOKS = 100;

/** A saved webhook. `verification` is null for a campaign webhook, and if the address and token are unchanged. */
export interface SavedWebhook {
  id: string;
  verification: Verification | null;
}

/**
 * Adds a webhook to a bot. The address of a fulfilment webhook is verified immediately (CONTRACTS §4); one that fails is
 * added, too, and can be verified later.
 * @throws DomainError invalid for a fault of a field, limit_exceeded, not_found.
 */
export async function createWebhook(
  ctx: ServiceContext,
  { botId, webhook }: z.infer<typeof createWebhookInput>,
): Promise<SavedWebhook> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const [bot] = await db
    .select({ id: bots.id })
    .from(bots)
    .where(and(eq(bots.workspaceId, workspaceId), eq(bots.id, botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  const [counted] = await db
    .select({ webhooks: count() })
    .from(scenarioWebhooks)
    .where(and(eq(scenarioWebhooks.workspaceId, workspaceId), eq(scenarioWebhooks.botId, botId)));
  if ((counted?.webhooks ?? 0) >= MOST_WEBHOOKS) {
    throw new DomainError(
      "limit_exceeded",
      `A bot has at most ${MOST_WEBHOOKS} webhooks. Delete one that is not used.`,
    );
  }
  const id = newId("scenarioWebhook");
  await db.insert(scenarioWebhooks).values({ id, workspaceId, botId, ...storedValues(webhook, null) });
  const verification = webhook.kind === "fulfilment" ? await checkAddress(await findWebhook(workspaceId, id)) : null;
  return { id, verification };
}
