import type { OutgoingMessage } from "@/server/channels/contract";
import { messageFile } from "@/server/files/message-file";
import { messageType } from "@/server/files/message-type";
import { withoutKeywords } from "@/server/messages/options";

/**
 * Converts a message to the form of a channel's webhook (CONTRACTS §2), where each message is a text or a file. A
 * message with more becomes several: the first keeps the id, the others have `-2`, `-3` … appended to it.
 */
export function outgoingMessages({ id, sender, text, interactive, files }: OutgoingMessage) {
  const words =
    text === "" && interactive === null && files.length > 0
      ? []
      : [{ type: "text", text, ...(interactive && withoutKeywords(interactive)) }];
  const sent = files.map((file) => ({ type: messageType(file.mimeType), file: messageFile(file) }));
  return [...words, ...sent].map(({ type, ...content }, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    type,
    message_sender: sender,
    ...content,
  }));
}
