import { and, eq, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { notifications } from "@/db/schema/notifications";
import type { NotificationKey } from "./load-notification";

/** All attempts for one recipient, including the waits between them, take less than this. */
const LONGEST_SENDING = sql`interval '2 hours'`;

/** Schedules the sweep's check of a notification for the time when all attempts to send it should be over. */
export function noteSending(key: NotificationKey): Promise<void> {
  return setCheck(key, sql`now() + ${LONGEST_SENDING}`);
}

/** Records that nothing of a notification is left to send. */
export function noteSent(key: NotificationKey): Promise<void> {
  return setCheck(key, null);
}

async function setCheck({ workspaceId, notificationId }: NotificationKey, checkAt: SQL | null): Promise<void> {
  await db
    .update(notifications)
    .set({ checkAt })
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, notificationId)));
}
