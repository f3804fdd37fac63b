/** Fewer digits are in too many numbers to find one by. */
const FEWEST_DIGITS = 3;
const FEWEST_LOCAL_DIGITS = 6;
const LONGEST_COUNTRY_CODE = 3;

/**
 * The tsquery that finds the phones which a search can be a part of: those that begin or end with its digits, also where
 * only one of the two is written with its country's code. Null when it is no phone.
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

/** The beginning of a number, and its end. */
function parts(digits: string): string[] {
  return [`'tel:${digits}':*`, `'let:${reversed(digits)}':*`];
}

/** How else a number of another country's may be written: without that country's code, and with the 0 that replaces it. */
function localForms(digits: string): string[] {
  return Array.from({ length: LONGEST_COUNTRY_CODE }, (_, i) => [digits.slice(0, i + 1), digits.slice(i + 1)])
    .filter(([, local = ""]) => local.length >= FEWEST_LOCAL_DIGITS)
    .flatMap(([country, local]) => [`'tel:${local}'`, `'tel:0${local}'`, `'tel:${country}0${local}'`]);
}

function reversed(digits: string): string {
  return [...digits].toReversed().join("");
}
