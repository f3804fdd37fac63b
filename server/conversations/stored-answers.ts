import { phraseKey } from "@/server/text/phrase-key";
import type { Interactive, KnownAnswers } from "@/server/messages/interactive";
import { knownAnswers } from "@/server/messages/options";

/** The options of a message by their answer keys (`messages.answers`), to recognise a choice in the next message. */
export function storedAnswers(interactive: Interactive): KnownAnswers {
  return Object.fromEntries(
    [...knownAnswers(interactive)].map(([key, { label, value }]) => [
      key,
      { value, phrases: [phraseKey(label), phraseKey(value)] },
    ]),
  );
}
