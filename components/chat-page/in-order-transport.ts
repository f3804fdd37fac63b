import type { ChatTransport } from "ai";
import { RefusedError } from "@/components/chat/error-answer";
import { isWelcome } from "@/components/chat/newest-message-transport";
import type { ShownMessage } from "@/components/chat/shown-message";
import type { UnsentMessages } from "./unsent-messages";

/**
 * Sends unconfirmed earlier messages before the newest one. The server stores a message before it responds, and a
 * repeated message only once. The bot answers the newest message, with the earlier ones in its history.
 */
export function inOrderTransport(
  transport: ChatTransport<ShownMessage>,
  unsent: UnsentMessages,
): ChatTransport<ShownMessage> {
  return {
    async sendMessages(request) {
      const newest = request.messages.findLast(({ role }) => role === "user");
      if (!newest) return transport.sendMessages(request);
      unsent.begin(newest);
      try {
        for (const message of unsent.list()) {
          if (message.id !== newest.id) await storeEarlier(request, message);
        }
        const answer = await transport.sendMessages(request);
        unsent.confirm([newest.id]);
        return answer;
      } finally {
        unsent.end();
      }
    },
    reconnectToStream: (request) => transport.reconnectToStream(request),
  };

  async function storeEarlier(request: Parameters<typeof transport.sendMessages>[0], message: ShownMessage) {
    try {
      const answer = await transport.sendMessages({
        ...request,
        messages: [...request.messages.filter(isWelcome), message],
      });
      unsent.confirm([message.id]);
      // The newer message overtakes this answer. If this answer is faster, it arrives with the later messages.
      await answer.cancel();
    } catch (error) {
      // A message that the server refuses must not hold up the next ones.
      if (!(error instanceof RefusedError)) throw error;
    }
  }
}
