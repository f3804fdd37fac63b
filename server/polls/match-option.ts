import type { PollOption } from "@/server/schemas/poll";
import { phraseKey } from "@/server/text/phrase-key";

/** The option that a customer means: by its text, or by its place from 1. */
export function matchOption(options: readonly PollOption[], typed: string): PollOption | undefined {
  const key = phraseKey(typed);
  const byText = options.find(({ text }) => phraseKey(text) === key);
  return byText ?? (/^\d{1,2}[.)]?$/.test(key) ? options[Number.parseInt(key, 10) - 1] : undefined);
}
