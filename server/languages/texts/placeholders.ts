/** `{{name}}` of a scenario's text, or `{name}` of any other one. */
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const LINK = /https?:\/\/[^\s<>"'“”«»)\]]+/gi;
/** A mark between groups of digits, which differs from language to language. */
const GROUP_MARK = /(?<=\d)[.,'’\s](?=\d{3}(?!\d))/gu;

/** The placeholders of a text that its translation lacks, such as `{{name}}`. */
export function lostPlaceholders(original: string, translation: string): string[] {
  return lost(placeholdersOf(original), placeholdersOf(translation));
}

/** The placeholders of a translation that its text does not have. */
export function addedPlaceholders(original: string, translation: string): string[] {
  return lost(placeholdersOf(translation), placeholdersOf(original));
}

/** Whether a text becomes longer or shorter when it is sent. */
export function hasPlaceholders(text: string): boolean {
  return placeholdersOf(text).length > 0;
}

/** The links and numbers of a text that its translation lacks. */
export function lostFacts(original: string, translation: string): string[] {
  const [before, after] = [original, translation].map((text) => text.replaceAll(PLACEHOLDER, " "));
  return [
    ...lost(linksOf(before ?? ""), linksOf(after ?? "")),
    ...lost(numbersOf(before ?? ""), numbersOf(after ?? "")),
  ];
}

/** Whether a text has words that differ from language to language. */
export function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(PLACEHOLDER, "").replaceAll(LINK, ""));
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, inTwo, inOne]) =>
    inTwo === undefined ? `{${inOne ?? ""}}` : `{{${inTwo}}}`,
  );
}

function linksOf(text: string): string[] {
  return (text.match(LINK) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ""));
}

function numbersOf(text: string): string[] {
  return text.replaceAll(LINK, " ").replaceAll(GROUP_MARK, "").match(/\d+/g) ?? [];
}

function lost(before: string[], after: string[]): string[] {
  return [...new Set(before)].filter((one) => !after.includes(one));
}
