import { conversationName } from "@/components/conversations/conversation-name";
import type { NotificationItem } from "./use-notifications";

/** The address of the notification's subject; null if the subject no longer exists. */
export function placeOf({ kind, bot, conversation, channelId }: NotificationItem): string | null {
  if (conversation) return `/inbox/${conversation.id}`;
  // An endpoint of events belongs to no bot.
  if (!bot) return kind === "webhook_failing" ? "/settings/webhooks" : null;
  return channelId === null ? `/bots/${bot.id}` : `/bots/${bot.id}/channels/${channelId}`;
}

/** The customer and the bot of a notification as one line; empty if neither exists. */
export function subjectOf({ conversation, bot }: NotificationItem): string {
  return [conversation && conversationName(conversation), bot?.name].filter(Boolean).join(" · ");
}
