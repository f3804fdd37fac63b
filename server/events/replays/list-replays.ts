import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { eventReplays } from "@/db/schema/events";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { idText } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import type { replayIdInput } from "./stop-replay";

export const listReplaysInput = z.object({ endpointId: idText });

const MOST_SHOWN = 20;

const shown = {
  id: eventReplays.id,
  endpointId: eventReplays.endpointId,
  mode: eventReplays.mode,
  since: eventReplays.since,
  status: eventReplays.status,
  total: eventReplays.total,
  done: eventReplays.done,
  startedBy: eventReplays.startedBy,
  createdAt: eventReplays.createdAt,
  finishedAt: eventReplays.finishedAt,
};

/** Lists the newest replays of an endpoint with their progress. */
export async function listReplays(ctx: ServiceContext, { endpointId }: z.infer<typeof listReplaysInput>) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  return db
    .select(shown)
    .from(eventReplays)
    .where(and(eq(eventReplays.workspaceId, ctx.workspaceId), eq(eventReplays.endpointId, endpointId)))
    .orderBy(desc(eventReplays.createdAt), desc(eventReplays.id))
    .limit(MOST_SHOWN);
}

/**
 * Returns a replay with its progress.
 * @throws DomainError not_found.
 */
export async function getReplay(ctx: ServiceContext, { replayId }: z.infer<typeof replayIdInput>) {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  const [replay] = await db
    .select(shown)
    .from(eventReplays)
    .where(and(eq(eventReplays.workspaceId, ctx.workspaceId), eq(eventReplays.id, replayId)));
  if (!replay)
    throw new DomainError("not_found", "This replay does not exist. It may have been deleted with old ones.");
  return replay;
}
