import { sql } from "drizzle-orm";
import { z } from "zod";
import { db, type Executor } from "@/db/client";
import { eventReplays, events } from "@/db/schema/events";
import { requireAllBots } from "@/server/accounts/access/require-all-bots";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText, moment } from "@/server/input-types";
import { logEvent } from "@/server/log/log-event";
import { dispatch, enqueue } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { findEndpoint } from "../endpoints/find-endpoint";
import { requireEnabled } from "./require-enabled";
import { selectWanted } from "./wanted-events";

export const replayInput = z.object({
  endpointId: idText,
  mode: z.enum(["failed", "all"]),
  /** Only events that happened at this time or later. */
  since: moment,
});
type ReplayInput = z.infer<typeof replayInput>;

/** Returns the number of events that a replay would send now. */
export async function countReplay(ctx: ServiceContext, input: ReplayInput): Promise<number> {
  requireRole(ctx, "viewer");
  requireAllBots(ctx);
  await findEndpoint(ctx.workspaceId, input.endpointId);
  return countWanted(db, ctx.workspaceId, input);
}

/**
 * Starts to send the events of an endpoint since a time again: the undelivered ones, or all that it wants, also those from
 * before it existed.
 * @returns the id of the replay.
 * @throws DomainError not_found; conflict if the endpoint is off, another replay of it is running, or there is nothing to
 * send.
 */
export async function startReplay(ctx: ServiceContext, input: ReplayInput): Promise<{ replayId: string }> {
  requireRole(ctx, "editor");
  const { workspaceId, actor } = ctx;
  const { endpointId, mode, since } = input;
  await requireEnabled(workspaceId, endpointId);
  const replayId = newId("eventReplay");
  const requested = await db.transaction(async (tx) => {
    // Two members cannot start a replay of the same endpoint together.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('replay:' || ${endpointId}::text, 0))`);
    const running = await tx.execute(
      sql`select from ${eventReplays} where endpoint_id = ${endpointId} and status = 'running'`,
    );
    if (running.length > 0) {
      throw new DomainError("conflict", "A replay to this endpoint is running. Wait for its end, or stop it.");
    }
    const total = await countWanted(tx, workspaceId, input);
    if (total === 0) throw new DomainError("conflict", "There are no such events since that time, so nothing is sent.");
    await tx.insert(eventReplays).values({
      id: replayId,
      workspaceId,
      endpointId,
      mode,
      since: new Date(since),
      status: "running",
      total,
      lastPosition: sql`coalesce((
        select min(position) - 1 from ${events}
        where workspace_id = ${workspaceId} and position > 0 and created_at >= ${since}::timestamptz
      ), 0)`,
      startedBy: actor.type === "user" ? actor.userId : "system",
    });
    return enqueue(tx, [{ name: "events/replay.requested", data: { workspaceId, replayId } }]);
  });
  logEvent("event_replay.started", { workspaceId, endpointId, replayId, mode });
  await dispatch(requested);
  return { replayId };
}

async function countWanted(
  on: Executor,
  workspaceId: string,
  { endpointId, mode, since }: ReplayInput,
): Promise<number> {
  const from = sql`${since}::timestamptz`;
  const wanted = selectWanted({ workspaceId, endpointId, mode, from, until: sql`now()`, after: 0 });
  const [row] = await on.execute<{ wanted: number }>(sql`select count(*)::int as wanted from (${wanted}) wanted`);
  return row?.wanted ?? 0;
}
