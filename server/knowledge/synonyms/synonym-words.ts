import { z } from "zod";

/** Words and phrases that mean the same in a workspace. Browsers use this, too. */
export const synonymWords = z
  .array(z.string().trim().max(80, "A word or phrase has at most 80 letters."))
  .max(30, "A group has at most 30 words.")
  .transform(unlike)
  .refine(
    (words) => words.length >= 2,
    "Write at least two different words that mean the same, each on a line of its own.",
  );

/** Leaves out empty and repeated words. */
function unlike(words: string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => {
    const key = word.toLocaleLowerCase();
    if (key === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
