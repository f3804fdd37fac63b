import { sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { logEvent } from "@/server/log/log-event";
import { sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { newSigningSecret } from "@/server/webhooks/sign-webhook";
import type { rotateSecretInput } from "./endpoint-input";
import { endOfPrevious, isEndpoint, lockEndpoint } from "./find-endpoint";

/** A new signing secret, which is returned only here. */
export interface RotatedSecret {
  /** `whsec_…`. */
  secret: string;
  /** ISO 8601: until when the previous secret also signs; null if it does not. */
  previousUntil: string | null;
}

/**
 * Gives an endpoint a new signing secret. The previous one also signs for 24 hours, unless it must stop immediately.
 * @throws DomainError `conflict` if an earlier secret is still in its 24 hours, unless forced: a second click must not
 * end the secret that the receiver knows.
 */
export async function rotateSecret(
  ctx: ServiceContext,
  { endpointId, keepPrevious, force }: z.output<typeof rotateSecretInput>,
): Promise<RotatedSecret> {
  requireRole(ctx, "admin");
  const secret = newSigningSecret();
  const previousUntil = await db.transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, ctx.workspaceId, endpointId);
    const signsUntil = endOfPrevious(endpoint);
    if (!force && signsUntil !== null) {
      throw new DomainError(
        "conflict",
        `The secret was changed within the last 24 hours, and the one before signs until ${signsUntil.toISOString()}. Rotating now ends that one. Reload the page to do it anyway.`,
      );
    }
    const [changed] = await tx
      .update(eventEndpoints)
      .set({
        secretSealed: sealSecret(secret),
        previousSecretSealed: keepPrevious ? endpoint.secretSealed : null,
        previousSecretUntil: keepPrevious ? sql`now() + interval '24 hours'` : null,
      })
      .where(isEndpoint(ctx.workspaceId, endpointId))
      .returning({ until: eventEndpoints.previousSecretUntil });
    return changed?.until ?? null;
  });
  logEvent("event_endpoint.secret_rotated", { workspaceId: ctx.workspaceId, endpointId, keepPrevious });
  return { secret, previousUntil: previousUntil?.toISOString() ?? null };
}
