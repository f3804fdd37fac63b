import { ChatBubble } from "./chat-bubble";
import { MessageOptions } from "./options/message-options";
import type { OptionChoice } from "./options/option-choice";
import { filesOf, interactiveOf, isWrittenByModel, senderOf, type ShownMessage, textPartsOf } from "./shown-message";

interface ChatMessageProps {
  message: ShownMessage;
  botName: string;
  choice: OptionChoice;
  /** With `linked`, the browser contacts an image's host only when its link is followed. */
  images: "shown" | "linked";
  /** Below the message, such as that it was not sent. */
  note?: string;
}

/** A message as the customer of a chat sees it. Renders nothing while the message is empty. */
export function ChatMessage({ message, botName, choice, images, note }: ChatMessageProps) {
  const text = textPartsOf(message);
  const files = filesOf(message);
  const interactive = interactiveOf(message);
  if (text.length === 0 && files.length === 0 && !interactive) return null;
  const sender = senderOf(message);
  const names = { customer: "You", employee: "Our team", ai: botName };
  return (
    <ChatBubble
      sender={sender}
      name={names[sender]}
      text={text}
      files={files}
      footer={note}
      options={
        interactive && (
          <MessageOptions
            interactive={interactive}
            choice={choice}
            images={isWrittenByModel(message) ? "linked" : images}
          />
        )
      }
    />
  );
}
