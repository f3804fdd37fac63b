import { phraseKey } from "@/server/text/phrase-key";
import type { Interactive, KnownAnswers } from "@/server/messages/interactive";
import { knownAnswers } from "@/server/messages/options";

/** What a message with options keeps for the customer's next message (`messages.answers`). */
export function storedAnswers(interactive: Interactive): KnownAnswers {
  return Object.fromEntries(
    [...knownAnswers(interactive)].map(([key, { label, value }]) => [
      key,
      { value, phrases: [phraseKey(label), phraseKey(value)] },
    ]),
  );
}
