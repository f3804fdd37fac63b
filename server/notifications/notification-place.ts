import { sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { notifications } from "@/db/schema/notifications";

/** The bot and channel that a notification is about, in a query that joins its conversation. */
export const notificationPlace = {
  botId: sql<string | null>`coalesce(${conversations.botId}, ${notifications.botId})`,
  channelId: sql<string | null>`coalesce(${conversations.channelId}, ${notifications.channelId})`,
};
