import { count, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { workspaces } from "@/db/schema/accounts";
import { eventEndpoints } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { logEvent } from "@/server/log/log-event";
import { sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { newSigningSecret } from "@/server/webhooks/sign-webhook";
import type { EndpointInput } from "./endpoint-input";
import { storedEndpoint } from "./stored-endpoint";

const MOST_ENDPOINTS = 50;

/** An endpoint and its new signing secret, which is returned only here. */
export interface CreatedEndpoint {
  id: string;
  /** `whsec_…`. */
  secret: string;
}

/**
 * Adds an endpoint to the workspace. Events are recorded from the first endpoint on.
 * @throws DomainError `invalid` for a fault of a field, `limit_exceeded`.
 */
export async function createEndpoint(ctx: ServiceContext, input: EndpointInput): Promise<CreatedEndpoint> {
  requireRole(ctx, "admin");
  const { workspaceId } = ctx;
  const id = newId("endpoint");
  const secret = newSigningSecret();
  await db.transaction(async (tx) => {
    // This also locks the workspace, so that two members cannot exceed the limit together.
    await tx
      .update(workspaces)
      .set({ eventsSince: sql`coalesce(${workspaces.eventsSince}, now())` })
      .where(eq(workspaces.id, workspaceId));
    const [counted] = await tx
      .select({ endpoints: count() })
      .from(eventEndpoints)
      .where(eq(eventEndpoints.workspaceId, workspaceId));
    if ((counted?.endpoints ?? 0) >= MOST_ENDPOINTS) {
      throw new DomainError(
        "limit_exceeded",
        `A workspace has at most ${MOST_ENDPOINTS} endpoints. Delete one that is not used.`,
      );
    }
    const values = await storedEndpoint(tx, workspaceId, input, null);
    await tx.insert(eventEndpoints).values({ id, workspaceId, ...values, secretSealed: sealSecret(secret) });
  });
  logEvent("event_endpoint.created", { workspaceId, endpointId: id });
  return { id, secret };
}
