import { sql } from "drizzle-orm";
import { statement } from "@/db/statement";
import type { Later } from "@/server/later";
import { publishEvents } from "../publish/publish-events";
import { wakeEndpoints } from "../publish/wake-endpoints";

/**
 * Publishes the recorded events of a workspace, so that a reader does not wait until another process does. Endpoints that
 * got deliveries are woken later. Readers look often, so without such an event it is one short statement without a lock.
 */
export async function publishPending(workspaceId: string, later: Later): Promise<void> {
  const pending = await selectPending({ workspaceId });
  if (pending.length === 0) return;
  const due = await publishEvents(workspaceId);
  if (due.length > 0) later(() => wakeEndpoints(due));
}

const selectPending = statement<{ workspaceId: string }, { id: string }>(
  ({ workspaceId }) => sql`select id from events where workspace_id = ${workspaceId} and position is null limit 1`,
);
