import type { ShownMessage } from "@/widget/client/chat-client";
import { ChatBubble } from "./chat-bubble";
import { MessageOptions } from "./options/message-options";
import type { OptionChoice } from "./options/option-choice";

interface ChatMessageProps {
  message: ShownMessage;
  botName: string;
  choice: OptionChoice;
}

/** A message as a member who tests a bot sees it. Renders nothing while the message is empty. */
export function ChatMessage({ message, botName, choice }: ChatMessageProps) {
  const { sender, text, files, interactive } = message;
  if (text.length === 0 && files.length === 0 && !interactive) return null;
  const names = { customer: "You", employee: "Our team", ai: botName };
  return (
    <ChatBubble
      sender={sender}
      name={names[sender]}
      text={text}
      files={files}
      options={interactive && <MessageOptions interactive={interactive} choice={choice} />}
    />
  );
}
