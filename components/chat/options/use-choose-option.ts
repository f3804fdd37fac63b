import { useRef } from "react";
import type { TappedChoice } from "@/server/messages/interactive";
import type { QuickReply } from "./option-choice";

/**
 * Sends a tapped option as a message, with its label as the text, and its value. A message can be answered once, so the
 * second tap of a double tap sends nothing.
 */
export function useChooseOption(send: (text: string, choice: TappedChoice) => void) {
  const answered = useRef(new Set<string>());
  return (messageId: string, { label, value }: QuickReply) => {
    if (answered.current.has(messageId)) return;
    answered.current.add(messageId);
    send(label, { message_id: messageId, value });
  };
}
