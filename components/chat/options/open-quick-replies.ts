import type { ShownMessage } from "@/widget/client/chat-client";
import type { QuickReply } from "./option-choice";

interface OpenQuickReplies {
  /** The message that offers them. */
  messageId: string;
  options: readonly QuickReply[];
}

/** The newest quick replies that can still be chosen. They are closed as soon as the customer writes. */
export function openQuickReplies(messages: readonly ShownMessage[]): OpenQuickReplies | null {
  for (const message of messages.toReversed()) {
    if (message.sender === "customer") return null;
    const options = message.interactive?.quick_replies;
    if (options) return { messageId: message.id, options };
  }
  return null;
}
