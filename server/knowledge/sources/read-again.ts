import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { forgetEndedEdits } from "@/server/knowledge/edits/end-edits";
import { cancelReading } from "@/server/knowledge/reading/cancel-reading";
import { requestReading } from "@/server/knowledge/reading/request-reading";
import { dispatch } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { findSource, lockSource } from "./find-source";

/** Reads a source again. @throws DomainError `not_found`, `conflict` while it is being read. */
export async function refreshSource(ctx: ServiceContext, sourceId: string): Promise<void> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const events = await db.transaction(async (tx) => {
    const { status } = await lockSource(tx, workspaceId, sourceId);
    if (status === "queued" || status === "reading") {
      throw new DomainError("conflict", "The source is being read already.");
    }
    await forgetEndedEdits(tx, sourceId);
    return requestReading(tx, { workspaceId, sourceId });
  });
  await dispatch(events);
}

/** Ends the reading of a source; what was stored before stays. @throws DomainError `not_found`. */
export async function stopReading(ctx: ServiceContext, sourceId: string): Promise<void> {
  requireRole(ctx, "editor");
  await findSource(ctx.workspaceId, sourceId);
  await cancelReading(db, { workspaceId: ctx.workspaceId, sourceId });
}
