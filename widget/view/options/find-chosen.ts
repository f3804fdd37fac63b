import type { ShownMessage } from "../../client/chat-client.ts";
import { type Option, optionsOf } from "./options-of.ts";

/**
 * Finds the options that the visitor chose, by the ids of the message that offered one and of the message that chose it.
 * A message can choose among the options that were offered since the visitor's message before it.
 */
export function findChosen(messages: readonly ShownMessage[]): Map<string, Option> {
  const chosen = new Map<string, Option>();
  let offers: ShownMessage[] = [];
  for (const message of messages) {
    if (message.sender !== "customer") {
      if (message.interactive) offers.unshift(message);
      continue;
    }
    const text = message.text
      .map((part) => part.text)
      .join("")
      .trim();
    for (const offer of offers) {
      const option = optionsOf(offer.interactive ?? {}).find(
        ({ label, value, keyword }, i) => text === label || text === value || text === (keyword ?? String(i + 1)),
      );
      if (!option || text === "") continue;
      chosen.set(offer.id, option);
      chosen.set(message.id, option);
      break;
    }
    offers = [];
  }
  return chosen;
}
