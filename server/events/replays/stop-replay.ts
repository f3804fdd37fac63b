import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { eventReplays } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import { logEvent } from "@/server/log/log-event";
import type { ServiceContext } from "@/server/service-context";

export const replayIdInput = z.object({ replayId: idText });

/**
 * Stops a replay. Events that it has already made due are still sent. One that has ended stays as it is.
 * @throws DomainError not_found.
 */
export async function stopReplay(ctx: ServiceContext, { replayId }: z.infer<typeof replayIdInput>): Promise<void> {
  requireRole(ctx, "editor");
  const { workspaceId } = ctx;
  const [stopped] = await db
    .update(eventReplays)
    .set({
      status: sql`case when ${eventReplays.status} = 'running' then 'stopped' else ${eventReplays.status} end`,
      finishedAt: sql`coalesce(${eventReplays.finishedAt}, now())`,
    })
    .where(and(eq(eventReplays.id, replayId), eq(eventReplays.workspaceId, workspaceId)))
    .returning({ id: eventReplays.id });
  if (!stopped)
    throw new DomainError("not_found", "This replay does not exist. It may have been deleted with old ones.");
  logEvent("event_replay.stopped", { workspaceId, replayId });
}
