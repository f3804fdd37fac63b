import { z } from "zod";

/** Commas and semicolons of several scripts. A comma between two digits belongs to a number. */
const SEPARATOR = /[;\n；،、，]|(?<!\d),|,(?!\d)/;
/** Of what is pasted into one line: more than a group can have. */
const LONGEST_LINE = 5000;

/**
 * Words and phrases that mean the same in a workspace. An entry may be several words with commas or semicolons between
 * them. Browsers use this, too.
 */
export const synonymWords = z
  .array(z.string().max(LONGEST_LINE, "A line has at most 5,000 letters."))
  .max(100, "A group has at most 30 words.")
  .transform((lines) => unlike(lines.flatMap((line) => line.split(SEPARATOR)).map((word) => word.trim())))
  .pipe(
    z
      .array(z.string().max(80, "A word or phrase has at most 80 letters."))
      .min(2, "Write at least two different words that mean the same, such as “couch, sofa”.")
      .max(30, "A group has at most 30 words."),
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
