import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { conversations } from "@/db/schema/conversations";
import { notifications, notificationSends } from "@/db/schema/notifications";
import { WEBHOOK } from "@/server/notifications/notification-webhook";
import { conversationColumns } from "./conversation-columns";
import { type DeliveryHead, listStatus, progressOf } from "./delivery-head";

/** @param ids `<notification>.<recipient>`, as in the list. */
export async function readNotificationHeads(workspaceId: string, ids: string[]): Promise<DeliveryHead[]> {
  const rows = await db
    .select({
      notificationId: notifications.id,
      recipient: notificationSends.recipient,
      status: notificationSends.status,
      title: notifications.title,
      member: users.name,
      conversation: conversationColumns,
      attempts: notificationSends.attempts,
      leaseUntil: notificationSends.leaseUntil,
      nextAttemptAt: notificationSends.nextAttemptAt,
      error: notificationSends.error,
      createdAt: notificationSends.createdAt,
      finishedAt: notificationSends.endedAt,
    })
    .from(notificationSends)
    .innerJoin(notifications, eq(notifications.id, notificationSends.notificationId))
    .leftJoin(users, eq(users.id, notificationSends.recipient))
    .leftJoin(conversations, eq(conversations.id, notifications.conversationId))
    .where(
      and(
        eq(notificationSends.workspaceId, workspaceId),
        // The key, so that its index is used; recipients are compared below.
        inArray(notificationSends.notificationId, ids.map(notificationOf)),
        inArray(sql`${notificationSends.notificationId} || '.' || ${notificationSends.recipient}`, ids),
      ),
    );
  return rows.map((row) => ({
    kind: "notification",
    id: `${row.notificationId}.${row.recipient}`,
    ...progressOf(listStatus[row.status], row),
    label: row.title,
    target:
      row.recipient === WEBHOOK
        ? { type: "notification_webhook" }
        : { type: "member", name: row.member ?? "A former member" },
    conversation: row.conversation,
    responseStatus: null,
    error: row.error,
    isTest: false,
  }));
}

/** The notification of an id in the list. */
export function notificationOf(id: string): string {
  return id.split(".")[0] ?? "";
}
