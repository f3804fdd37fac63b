/** How models begin to think aloud, in lower case. An ordinary answer may begin so too; the words after it decide. */
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
/** Whom nobody would call so to their face, and what is done before an answer. */
const THOUGHT =
  /\b(?:the|this) (?:user|customer)(?:'s)?\b(?! (?:service|support|care))|\b(?:need|should|have) to (?:answer|respond|reply)\b|\blet(?: me|'s) (?:think|see|analy)|用户|客户/;
/** Characters within which a thought shows itself. */
const DECIDED_AFTER = 100;

/** Whether a text that has begun like this is a thought that was not marked; null while that is not clear yet. */
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
