/** The fewest letters of a question that is worth recording. */
const MIN_LETTERS = 12;
/** With a question mark. */
const MIN_ASKING_LETTERS = 6;
/** In scripts without spaces, a word has few letters. */
const MIN_WIDE_LETTERS = 4;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** Whether a message asks for something, rather than greeting or agreeing. */
export function seemsQuestion(message: string): boolean {
  const letters = message.match(/\p{L}/gu)?.length ?? 0;
  if (WIDE.test(message)) return letters >= MIN_WIDE_LETTERS;
  const words = message.trim().split(/\s+/u).length;
  if (/[?؟;]/u.test(message)) return words >= 2 && letters >= MIN_ASKING_LETTERS;
  return words >= 4 && letters >= MIN_LETTERS;
}
