/** Shorter searches would match too many numbers. */
const FEWEST_DIGITS = 3;
const FEWEST_LOCAL_DIGITS = 6;
const LONGEST_COUNTRY_CODE = 3;

/**
 * Returns the tsquery for phone numbers that begin or end with the search's digits, even if only one of the two has a
 * country code. Returns null if the search is not a phone number.
 */
export function phoneSearch(search: string): string | null {
  const typed = search.normalize("NFKC").trim();
  if (!/^[\d\s()+./-]+$/.test(typed)) return null;
  const digits = typed.replaceAll(/\D/g, "");
  if (digits.length < FEWEST_DIGITS) return null;
  const bare = digits.replace(/^0+/, "");
  const isInternational = /^\(?(?:\+|00)/.test(typed);
  return [
    ...parts(digits),
    ...(bare !== digits && bare.length >= FEWEST_LOCAL_DIGITS ? parts(bare) : []),
    ...(isInternational ? localForms(bare) : []),
  ].join(" | ");
}

/** Matches the beginning and the end of numbers. */
function parts(digits: string): string[] {
  return [`'tel:${digits}':*`, `'let:${reversed(digits)}':*`];
}

/** Other ways to write an international number: without the country code, and with the 0 that replaces it. */
function localForms(digits: string): string[] {
  return Array.from({ length: LONGEST_COUNTRY_CODE }, (_, i) => [digits.slice(0, i + 1), digits.slice(i + 1)])
    .filter(([, local = ""]) => local.length >= FEWEST_LOCAL_DIGITS)
    .flatMap(([country, local]) => [`'tel:${local}'`, `'tel:0${local}'`, `'tel:${country}0${local}'`]);
}

function reversed(digits: string): string {
  return [...digits].toReversed().join("");
}
