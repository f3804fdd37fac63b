import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { eventReplays } from "@/db/schema/events";
import { newId } from "@/server/ids";
import type { OutboxEvent } from "@/server/outbox/outbox";

/**
 * Requests each running replay again: a run of one ends after a minute, so that a crash interrupts it for a minute at most.
 * @returns one event for each, to dispatch. If they are lost, the next sweep requests the same replays.
 */
export async function requestRunningReplays(limit = 500): Promise<OutboxEvent[]> {
  const running = await db
    .select({ workspaceId: eventReplays.workspaceId, replayId: eventReplays.id })
    .from(eventReplays)
    .where(eq(eventReplays.status, "running"))
    .limit(limit);
  return running.map((data) => ({ id: newId("event"), name: "events/replay.requested", data }));
}
