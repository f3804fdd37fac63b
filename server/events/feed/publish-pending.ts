import type { Later } from "@/server/later";
import { publishEvents } from "../publish/publish-events";
import { wakeEndpoints } from "../publish/wake-endpoints";

/**
 * Publishes the recorded events of a workspace, so that a reader does not wait until another process does. Endpoints that
 * got deliveries are woken later.
 */
export async function publishPending(workspaceId: string, later: Later): Promise<void> {
  const due = await publishEvents(workspaceId);
  if (due.length > 0) later(() => wakeEndpoints(due));
}
