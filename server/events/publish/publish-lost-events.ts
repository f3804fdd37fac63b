import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { logFailure } from "@/server/log/log-failure";
import type { OutboxEvent } from "@/server/outbox/outbox";
import { publishEvents } from "./publish-events";
import { wakingEvents } from "./wake-endpoints";

/** Events are published within milliseconds after their transaction. */
const PATIENCE = sql`interval '15 seconds'`;

/**
 * Publishes events whose process ended before it published them.
 * @returns the events to dispatch, which start their delivery.
 */
export async function publishLostEvents(limit = 200): Promise<OutboxEvent[]> {
  const workspaces = await db.execute<{ workspace_id: string }>(sql`
    select distinct workspace_id from events
    where position is null and created_at < now() - ${PATIENCE} limit ${limit}`);
  const published = [];
  for (const { workspace_id: workspaceId } of workspaces) {
    // One failing workspace must not stop the others.
    const due = await publishEvents(workspaceId).catch((error: unknown) => {
      logFailure(workspaceId, "recorded events are left for the next sweep", error);
      return [];
    });
    published.push(...due);
  }
  return wakingEvents(published);
}
