import { base64Forms } from "@/server/secrets/masking/base64-forms";
import { decodeWritten } from "@/server/secrets/masking/decode-written";
import { createEndingFinder } from "@/server/secrets/masking/find-words";
import { listWords } from "@/server/secrets/masking/list-words";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { oneAlphabet, unitsOf } from "@/server/secrets/masking/text-units";

/**
 * Removes the start of a secret from the end of a truncated text, where masking would not find it. Removes at least 4
 * characters, in every encoding that `createRedactor` knows.
 */
export function dropBegunSecret(text: string, secrets: string[]): string {
  const words = listWords(secrets);
  if (words.length === 0) return text;
  const whole = withoutCutEscape(text);
  const { units, starts } = decodeWritten(whole);
  const plain = createEndingFinder(words.map(unitsOf))(unitsOf(whole));
  const decoded = createEndingFinder(words.map((word) => decodeWritten(word).units))(units);
  const base64 = createEndingFinder(words.flatMap(base64Forms).map((form) => oneAlphabet(unitsOf(form))));
  const inUnits = Math.max(decoded, base64(oneAlphabet(units)));
  const begins = [
    plain < MIN_SECRET_LENGTH ? text.length : whole.length - plain,
    inUnits < MIN_SECRET_LENGTH ? text.length : (starts[units.length - inUnits] ?? 0),
  ];
  return text.slice(0, Math.min(...begins));
}

/** An incomplete escape, percent-encoded character or HTML entity at the end of a text. */
const CUT_ESCAPE =
  /(?:\\+(?:u[\da-f]{0,3})?|(?:%(?:25)*[c-f][\da-f](?:%(?:25)*[89ab][\da-f]){0,2})?(?:%(?:25)*[\da-f]?)?|&(?:amp;)*[#\w]{0,4})$/i;
/** The pattern is tried at each position, so only the end of the text is searched. */
const LONGEST_ESCAPE = 64;

function withoutCutEscape(text: string): string {
  const length = CUT_ESCAPE.exec(text.slice(-LONGEST_ESCAPE))?.[0].length ?? 0;
  return text.slice(0, text.length - length);
}
