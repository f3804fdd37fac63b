import { DefaultChatTransport } from "ai";
import type { ChatMessage } from "@/server/channels/web/chat-stream";
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
      return { body: { ...body, message: { id: message?.id, role: "user", parts: message?.parts ?? [] } } };
    },
  });
}
