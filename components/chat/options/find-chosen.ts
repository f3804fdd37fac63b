import type { Interactive } from "@/server/messages/interactive";
import { optionsOf } from "@/server/messages/options";
import type { QuickReply } from "./option-choice";

interface ConversationMessage {
  id: string;
  sender: "customer" | "ai" | "employee";
  text: string;
  interactive?: Interactive | undefined;
  /** The value of the option that a customer's message chose, if it differs from the text. */
  meaning?: string | undefined;
}

/**
 * Finds the options that a customer chose, by the ids of the message that offered one and of the message that chose it.
 * A customer's message can choose among the options offered since the customer's previous message.
 * @param messages In the order in which they were written.
 */
export function findChosen(messages: readonly ConversationMessage[]): Map<string, QuickReply> {
  const chosen = new Map<string, QuickReply>();
  let offers: ConversationMessage[] = [];
  for (const message of messages) {
    if (message.sender !== "customer") {
      if (message.interactive) offers.push(message);
      continue;
    }
    for (const offer of offers.toReversed()) {
      const option = optionsOf(offer.interactive ?? {}).find((option) => isChosenBy(option, message));
      if (!option) continue;
      chosen.set(offer.id, option);
      chosen.set(message.id, option);
      break;
    }
    offers = [];
  }
  return chosen;
}

function isChosenBy({ label, value }: QuickReply, { text, meaning }: ConversationMessage): boolean {
  return meaning === undefined ? text.trim() === value || text.trim() === label : meaning === value;
}
