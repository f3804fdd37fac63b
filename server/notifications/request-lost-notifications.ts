import { inArray, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { notifications } from "@/db/schema/notifications";
import { nextCheck, TOO_OLD } from "@/server/outbox/check-time";
import { enqueue, type OutboxEvent } from "@/server/outbox/outbox";

/**
 * Requests lost notifications again; those that were already sent are not sent again.
 * @returns the events to dispatch.
 */
export function requestLostNotifications(limit = 100): Promise<OutboxEvent[]> {
  const isTooOld = sql<boolean>`${notifications.createdAt} < now() - ${TOO_OLD}`;
  return db.transaction(async (tx) => {
    const due = tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(lt(notifications.checkAt, sql`now()`))
      .orderBy(notifications.checkAt)
      .limit(limit)
      .for("update", { skipLocked: true });
    const lost = await tx
      .update(notifications)
      .set({ checkAt: sql`case when not ${isTooOld} then ${nextCheck(sql`${notifications.createdAt}`)} end` })
      .where(inArray(notifications.id, due))
      .returning({ workspaceId: notifications.workspaceId, notificationId: notifications.id, isTooOld });
    return enqueue(
      tx,
      lost
        .filter((row) => !row.isTooOld)
        .map(({ workspaceId, notificationId }) => ({
          name: "notification/created" as const,
          data: { workspaceId, notificationId },
        })),
    );
  });
}
