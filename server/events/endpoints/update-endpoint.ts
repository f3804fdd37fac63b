import type { z } from "zod";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import type { updateEndpointInput } from "./endpoint-input";
import { isEndpoint, lockEndpoint, versionOf } from "./find-endpoint";
import { storedEndpoint } from "./stored-endpoint";

/**
 * Changes the settings of an endpoint. They apply to events from now on, and to the next attempts of waiting ones.
 * @throws DomainError `invalid` for a fault of a field, `conflict` if the settings are newer than `basedOn`.
 */
export async function updateEndpoint(
  ctx: ServiceContext,
  { endpointId, endpoint, basedOn }: z.output<typeof updateEndpointInput>,
): Promise<void> {
  requireRole(ctx, "admin");
  await db.transaction(async (tx) => {
    const stored = await lockEndpoint(tx, ctx.workspaceId, endpointId);
    if (versionOf(stored) !== basedOn) {
      throw new DomainError(
        "conflict",
        "Someone else changed this endpoint since you opened it, and nothing of yours was saved. Copy what you need, reload the page and change it again.",
      );
    }
    const values = await storedEndpoint(tx, ctx.workspaceId, endpoint, stored);
    await tx.update(eventEndpoints).set(values).where(isEndpoint(ctx.workspaceId, endpointId));
  });
}
