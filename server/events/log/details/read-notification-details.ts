import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { notifications } from "@/db/schema/notifications";
import { loadNotification } from "@/server/notifications/load-notification";
import { notificationBody } from "@/server/notifications/notification-webhook";
import type { DeliveryHead } from "../heads/delivery-head";
import { notificationOf } from "../heads/read-notification-heads";
import { type DeliveryDetails, outlookOf } from "./delivery-details";

/** Reads a notification's sending in full; null if it was deleted. */
export async function readNotificationDetails(
  workspaceId: string,
  head: DeliveryHead,
): Promise<DeliveryDetails | null> {
  const notificationId = notificationOf(head.id);
  const [notification, [row]] = await Promise.all([
    loadNotification({ workspaceId, notificationId }),
    db
      .select({ botId: notifications.botId })
      .from(notifications)
      .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, notificationId))),
  ]);
  if (!notification || !row) return null;
  const { title, body, botName } = notification;
  const isWebhook = head.target.type === "notification_webhook";
  return {
    head,
    webhookId: isWebhook ? notificationId : null,
    bot: row.botId === null || botName === null ? null : { id: row.botId, name: botName },
    body: isWebhook ? JSON.stringify(notificationBody(notification)) : null,
    texts: isWebhook ? [] : [title, body],
    attempts: null,
    outlook: outlookOf(head),
  };
}
