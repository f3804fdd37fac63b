import { and, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { scenarioWebhooks } from "@/db/schema/scenario";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { logEvent } from "@/server/log/log-event";
import { openSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { findWebhook, isWebhook, type WebhookRow } from "../find-webhook";
import { UNREADABLE } from "../requests/open-webhook";
import { verifyAddress } from "../requests/verify-address";

export interface Verification {
  isVerified: boolean;
  /** Why the address did not pass now; null if it did. */
  error: string | null;
}

/**
 * Checks again whether a fulfilment webhook echoes the challenge. A verified address that fails stays verified, because its
 * system may only be down for the moment; the reason is shown.
 * @throws DomainError invalid for a campaign webhook.
 */
export async function verifyWebhook(ctx: ServiceContext, webhookId: string): Promise<Verification> {
  requireRole(ctx, "editor");
  return checkAddress(await findWebhook(ctx.workspaceId, webhookId));
}

/** Verifies the address of a stored webhook and records the result. */
export async function checkAddress(webhook: WebhookRow, timeoutMs?: number): Promise<Verification> {
  const { id, workspaceId, url, tokenSealed } = webhook;
  if (tokenSealed === null) throw new DomainError("invalid", "A campaign webhook needs no verification.");
  const token = opened(tokenSealed);
  const error = token === null ? UNREADABLE : await verifyAddress(url, token, timeoutMs);
  logEvent("scenario_webhook.verified", { workspaceId, webhookId: id, isVerified: error === null });
  // Another address or token may have been saved meanwhile.
  const isSame = and(eq(scenarioWebhooks.url, url), eq(scenarioWebhooks.tokenSealed, tokenSealed));
  const [changed] = await db
    .update(scenarioWebhooks)
    .set({ verificationError: error, ...(error === null && { verifiedAt: sql`now()` }) })
    .where(and(isWebhook(workspaceId, id), isSame))
    .returning({ verifiedAt: scenarioWebhooks.verifiedAt });
  if (!changed) throw new DomainError("conflict", "The webhook was changed meanwhile. Verify it again.");
  return { isVerified: changed.verifiedAt !== null, error };
}

function opened(sealed: string): string | null {
  try {
    return openSecret(sealed);
  } catch {
    return null;
  }
}
