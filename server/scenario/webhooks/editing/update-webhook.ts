import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { findWebhook, isWebhook } from "../find-webhook";
import type { SavedWebhook } from "./create-webhook";
import { storedValues } from "./stored-values";
import { checkAddress } from "./verify-webhook";
import type { updateWebhookInput } from "./webhook-input";

/**
 * Changes a webhook; published bots use the change from their next call on. Another address or token of a fulfilment
 * webhook is verified immediately, and is not called before it passes.
 * @throws DomainError invalid for a fault of a field, or if the kind differs.
 */
export async function updateWebhook(
  ctx: ServiceContext,
  { webhookId, webhook }: z.infer<typeof updateWebhookInput>,
): Promise<SavedWebhook> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const changed = await db.transaction(async (tx) => {
    const stored = await findWebhook(workspaceId, webhookId, tx);
    const values = storedValues(webhook, stored);
    const isOther = values.url !== stored.url || values.tokenSealed !== stored.tokenSealed;
    await tx
      .update(scenarioWebhooks)
      .set({ ...values, updatedAt: sql`now()`, ...(isOther && { verifiedAt: null, verificationError: null }) })
      .where(isWebhook(workspaceId, webhookId));
    return isOther;
  });
  const isVerified = changed && webhook.kind === "fulfilment";
  return {
    id: webhookId,
    verification: isVerified ? await checkAddress(await findWebhook(workspaceId, webhookId)) : null,
  };
}
