/** Typical beginnings of a thought, in lower case. An ordinary answer may share them; the words that follow decide. */
const BEGINNINGS = [
  "okay",
  "ok,",
  "ok.",
  "alright",
  "all right",
  "hmm",
  "well,",
  "so,",
  "so the",
  "first,",
  "let me",
  "let's",
  "the user",
  "the customer",
  "this user",
  "this customer",
  "we need",
  "we have to",
  "i need",
  "i should",
  "用户",
  "客户",
  "好的",
  "嗯",
  "首先",
];
/** Matches words about the customer in the third person, and about steps before an answer. */
const THOUGHT =
  /\b(?:the|this) (?:user|customer)(?:'s)?\b(?! (?:service|support|care))|\b(?:need|should|have) to (?:answer|respond|reply)\b|\blet(?: me|'s) (?:think|see|analy)|用户|客户/;
/** The number of characters after which a text without these words is not taken for a thought. */
const DECIDED_AFTER = 100;

/** Whether a text that begins like this is an unmarked thought; null while that is unclear. */
export function seemsThought(beginning: string): boolean | null {
  const text = beginning
    .slice(0, 2 * DECIDED_AFTER)
    .trimStart()
    .toLowerCase()
    .replaceAll("’", "'");
  if (!BEGINNINGS.some((known) => known.startsWith(text) || text.startsWith(known))) return false;
  if (THOUGHT.test(text)) return true;
  return text.length >= DECIDED_AFTER ? false : null;
}
