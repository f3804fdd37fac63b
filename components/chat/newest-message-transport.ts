import { DefaultChatTransport } from "ai";
import type { ChatMessage } from "@/server/channels/web/chat-stream";
import { WELCOME_ID } from "@/server/channels/web/welcome-id";
import { errorOf } from "./error-answer";

interface Endpoint {
  api: string;
  headers?: Record<string, string>;
  /** Sent with every message. */
  body?: Record<string, string>;
}

/**
 * Sends only the user's newest message, since the server has the history. An error response becomes an Error with its
 * message.
 */
export function newestMessageTransport({ api, headers, body }: Endpoint): DefaultChatTransport<ChatMessage> {
  return new DefaultChatTransport({
    api,
    ...(headers && { headers }),
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (!response.ok) throw await errorOf(response);
      return response;
    },
    prepareSendMessagesRequest: ({ messages }) => {
      const message = messages.findLast(({ role }) => role === "user");
      const welcomed = isFirstAfterWelcome(messages) && { welcomed: true };
      return {
        body: { ...body, ...welcomed, message: { id: message?.id, role: "user", parts: message?.parts ?? [] } },
      };
    },
  });
}

/** Whether the chat consists of Welcome, which is not stored yet, and one message of the user. */
function isFirstAfterWelcome(messages: ChatMessage[]): boolean {
  return messages.some(isWelcome) && messages.filter(({ role }) => role === "user").length === 1;
}

/** Whether the message belongs to Welcome, as it was shown before the user wrote. */
export function isWelcome({ id }: ChatMessage): boolean {
  return id.startsWith(WELCOME_ID);
}
