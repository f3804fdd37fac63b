import type { Executor } from "@/db/client";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/**
 * Requests that a workspace's statistics are computed, within seconds and once for many changes.
 * @returns The events to dispatch after the commit.
 */
export function requestStatistics(tx: Executor, workspaceId: string): Promise<OutboxEvent[]> {
  return enqueue(tx, [{ name: "knowledge/statistics.outdated", data: { workspaceId } }]);
}
