import type { OutgoingMessage } from "@/server/channels/contract";
import { markdownRange } from "@/server/conversations/text-parts";
import { messageFile } from "@/server/files/message-file";
import { messageType } from "@/server/files/message-type";
import { fitToChannel } from "@/server/messages/fit-to-channel";
import { MAX_BUTTONS, MAX_CARDS, MAX_QUICK_REPLIES } from "@/server/messages/interactive";
import type { CustomChannelSettings } from "./settings";

/**
 * A message as a channel's webhook gets it (CONTRACTS §2). There each carries a text or a file, so that one with
 * more is told as several: the first has its id, the others have `-2`, `-3` … behind it. Options are part of the text,
 * or fields of their own where the channel wants structured messages.
 */
export function outgoingMessages(
  message: OutgoingMessage,
  { structured, markdown }: Pick<CustomChannelSettings, "structured" | "markdown">,
) {
  const { id, sender, files } = message;
  const { text, interactive } = fitToChannel(
    { ...message, markdown: markdownRange(message) },
    {
      markdown: markdown === "as_written",
      quickReplies: structured ? MAX_QUICK_REPLIES : 0,
      buttons: structured ? MAX_BUTTONS : 0,
      cards: structured ? MAX_CARDS : 0,
    },
  );
  const words = text === "" && interactive === null && files.length > 0 ? [] : [{ type: "text", text, ...interactive }];
  const sent = files.map((file) => ({ type: messageType(file.mimeType), file: messageFile(file) }));
  return [...words, ...sent].map(({ type, ...content }, index) => ({
    id: index === 0 ? id : `${id}-${index + 1}`,
    type,
    message_sender: sender,
    ...content,
  }));
}
