import type { ShownMessage } from "@/widget/client/chat-client";
import { openQuickReplies } from "./open-quick-replies";
import type { OptionChoice, QuickReply } from "./option-choice";

interface Choosing {
  canChoose: boolean;
  onChoose: (messageId: string, option: QuickReply) => void;
}

/** What can be done with the options of each message, and the quick replies that are open. */
export function useOpenOptions(messages: readonly ShownMessage[], { canChoose, onChoose }: Choosing) {
  const lastAsked = messages.findLastIndex(({ sender }) => sender === "customer");
  const quickReplies = openQuickReplies(messages);
  const choiceIn = (messageId: string, isPast: boolean): OptionChoice => ({
    onChoose: (option) => onChoose(messageId, option),
    isDisabled: isPast || !canChoose,
    chosen: null,
  });
  return {
    choiceOf: ({ id }: ShownMessage, index: number) => choiceIn(id, index < lastAsked),
    quickReplies: quickReplies && {
      options: quickReplies.options,
      choice: choiceIn(quickReplies.messageId, false),
    },
  };
}
