import type { Parameter } from "./tool-parameters";
import { contentStems, fold, splitWords, stems } from "./words";

/** A value found in a text, and the part of the text that contains it. */
export interface Found {
  value: unknown;
  written: string;
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/u;
const PHONE = /(?<![\p{L}\p{N}])\+?\d(?:[\s()./-]{0,2}\d){6,14}(?![\p{L}\p{N}])/u;
const NUMBER = /(?<![\p{L}\p{N}.,-])-?\d+(?:[.,]\d+)*(?![\p{L}\p{N}])/gu;
/** The number of characters around a number that are searched for two neighbouring words on each side. */
const NEAR = 80;
/** Maximum number of numbers read from a text. */
const MAX_NUMBERS = 50;
const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const YES = new Set(
  "yes yeah yep yup sure certainly ok okay true correct right y ja oui si da да так はい 是".split(" ").map(fold),
);
const NO = new Set("no nope nah false not never n nein non nicht нет ні いいえ 不".split(" ").map(fold));

/** Finds an e-mail address. */
export function findEmail(text: string): Found | undefined {
  const written = EMAIL.exec(text)?.[0];
  return written === undefined ? undefined : { value: written, written };
}

/** Finds a phone number of 7 to 15 digits. The value has only its digits and its plus. */
export function findPhone(text: string): Found | undefined {
  const written = PHONE.exec(text)?.[0];
  return written === undefined ? undefined : { value: written.replaceAll(/[^\d+]/g, ""), written };
}

/** Finds a number: the one next to a word of the parameter, or else the only number in the text. */
export function findNumber(parameter: Parameter, text: string): Found | undefined {
  const found = numbersIn(text);
  const words = contentStems(`${parameter.name} ${parameter.description}`);
  const beside = found.find(({ near }) => near.some((word) => words.has(word)));
  return beside ?? (found.length === 1 ? found[0] : undefined);
}

/**
 * Finds all tokens that look like such a code. With an example, they must have its shape and are normalised to it
 * (a1042 becomes A-1042); otherwise they are tokens of letters and digits, or of four or more digits.
 */
export function findCodes(parameter: Parameter, text: string): Found[] {
  if (parameter.example !== null) return codesLike(parameter.example, text, "[_/.#–-]?");
  const numbered = [...text.matchAll(/#(\d{2,})\b/g)].map((m) => ({ value: m[1], written: m[0] }));
  if (numbered.length > 0) return numbered;
  return splitWords(text)
    .filter(
      (word) => /^\d{4,}$/.test(word) || (/\d/.test(word) && /\p{L}/u.test(word) && !/^\d+\p{L}{1,2}$/u.test(word)),
    )
    .map((word) => ({ value: word, written: word }));
}

/**
 * Finds a number that directly follows the name of the code: "track order 1042" for codes such as A-1042. The number is
 * not completed, because only the company's system knows the letters before it.
 */
export function findNamedNumber(parameter: Parameter, text: string): Found | undefined {
  const digits = /\p{N}+$/u.exec(parameter.example ?? "")?.[0].length;
  const named = contentStems(`${parameter.name} ${parameter.description}`);
  const words = splitWords(text);
  const written = words.find(
    (word, i) => /^\d+$/.test(word) && word.length === digits && stems(words[i - 1] ?? "").some((w) => named.has(w)),
  );
  return written === undefined ? undefined : { value: written, written };
}

/** Finds a code that was asked for: any token with a digit, or a single word. */
export function findAskedCode(parameter: Parameter, text: string): Found | undefined {
  const [like] =
    parameter.example === null ? findCodes(parameter, text) : codesLike(parameter.example, text, "[\\s_/.#–-]?");
  if (like) return like;
  const words = splitWords(text);
  // In a longer message, a small number is probably a quantity: "I ordered 3 shirts".
  const number = words.find((word) => /\d/.test(word) && (words.length <= 4 || word.length > 3));
  const plain = number ?? (words.length === 1 && !isNo(text) ? words[0] : undefined);
  return plain === undefined ? undefined : { value: plain, written: plain };
}

/** Finds the longest choice that the text contains. */
export function findChoice(choices: string[], text: string): Found | undefined {
  return findChoices(choices, text).sort((a, b) => b.written.length - a.written.length)[0];
}

/** Finds every choice that the text contains. */
export function findChoices(choices: string[], text: string): Found[] {
  const words = new Set(stems(text));
  return choices
    .filter((choice) => {
      const wanted = stems(choice);
      return wanted.length === 0 ? fold(text).includes(fold(choice)) : wanted.every((word) => words.has(word));
    })
    .map((choice) => ({ value: choice, written: choice }));
}

/** Finds a yes or no. */
export function findYesNo(text: string): Found | undefined {
  for (const word of splitWords(text)) {
    if (YES.has(fold(word))) return { value: true, written: word };
    if (NO.has(fold(word))) return { value: false, written: word };
  }
  return undefined;
}

/** Whether the first word of the text means no. */
function isNo(text: string): boolean {
  return NO.has(fold(splitWords(text)[0] ?? ""));
}

/** Reads a list that was asked for, separated by commas, semicolons, line breaks or "and". */
export function findList(parameter: Parameter, text: string): Found | undefined {
  if (parameter.choices.length > 0) {
    const named = findChoices(parameter.choices, text);
    return named.length === 0 ? undefined : { value: named.map((n) => n.value), written: text };
  }
  const items = text.split(/[,;\n]|\s+and\s+/).map((item) => item.trim().replace(/[.!]$/, ""));
  const filled = items.filter((item) => item !== "");
  return filled.length === 0 ? undefined : { value: filled, written: text };
}

const INTRODUCES = /(?:my (?:full )?name is|my name['’]s|i am|i['’]m|this is|name:)\s+/iu;
const PROPER_NAME = /^\p{Lu}[\p{L}\p{M}'’-]*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*){0,3}/u;

/** Finds a name that the customer gives without being asked: "I am Ann Lee". */
export function findName(text: string): Found | undefined {
  const lead = INTRODUCES.exec(text);
  const name = lead ? PROPER_NAME.exec(text.slice(lead.index + lead[0].length))?.[0] : undefined;
  return name === undefined ? undefined : { value: name, written: name };
}

/** Finds a place that the customer names without being asked: "in Riga". */
export function findPlace(text: string): Found | undefined {
  const lead = /\b(?:in|at|from|for|to|near)\s+(?=\p{Lu})/u.exec(text);
  const place = lead ? PROPER_NAME.exec(text.slice(lead.index + lead[0].length))?.[0] : undefined;
  return place === undefined ? undefined : { value: place, written: place };
}

/** Removes introductory words and punctuation from a text that was asked for. */
export function cleanAnswer(text: string): string {
  const plain = text
    .trim()
    .replaceAll(/\s*[,;]\s*(?=[,;]|$)/g, "")
    .replace(/^[\s,;:.-]+/, "");
  const bare = plain.replace(
    /^(?:my (?:full )?name is|my name['’]s|i am|i['’]m|this is|it is|it['’]s|that is|that['’]s)\s+/iu,
    "",
  );
  return bare.replace(/[\s.!,;]+$/, "");
}

function numbersIn(text: string): (Found & { near: string[] })[] {
  const digits = [...text.matchAll(NUMBER)]
    .slice(0, MAX_NUMBERS)
    .map((m) => ({ value: parseNumber(m[0]), written: m[0], at: m.index }));
  const spelled = NUMBER_WORDS.flatMap((word, value) => {
    const match = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "iu").exec(text);
    return match ? [{ value, written: match[0], at: match.index }] : [];
  });
  // Spelled-out numbers are used only if there are no digits: "one table for 4".
  return (digits.length > 0 ? digits : spelled).map(({ value, written, at }) => {
    const end = at + written.length;
    const before = stems(text.slice(Math.max(0, at - NEAR), at)).slice(-2);
    const after = stems(text.slice(end, end + NEAR)).slice(0, 2);
    return { value, written, near: [...after, ...before] };
  });
}

/** Parses both 1,000.50 and 1.000,50. A single comma before three digits separates thousands. */
function parseNumber(written: string): number {
  const lastSign = Math.max(written.lastIndexOf("."), written.lastIndexOf(","));
  if (lastSign < 0) return Number(written);
  const signs = written.match(/[.,]/g) ?? [];
  const decimals = written.length - lastSign - 1;
  const mixed = new Set(signs).size > 1;
  const parts = !mixed && (signs.length > 1 || (decimals === 3 && written[lastSign] === ","));
  if (parts) return Number(written.replaceAll(/[.,]/g, ""));
  return Number(`${written.slice(0, lastSign).replaceAll(/[.,]/g, "")}.${written.slice(lastSign + 1)}`);
}

function codesLike(example: string, text: string, between: string): Found[] {
  const runs = example.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu) ?? [];
  const lettered = /\p{L}/u.test(example);
  const body = runs.map((run) => {
    if (/\p{L}/u.test(run)) return `(\\p{L}{1,${run.length + 1}})`;
    if (/\p{N}/u.test(run))
      return `(\\p{N}{${lettered ? Math.max(1, run.length - 2) : Math.max(3, run.length - 1)},${run.length + 3}})`;
    return isClear(runs) ? between : between.replace("?", "");
  });
  const shape = new RegExp(`(?<![\\p{L}\\p{N}])${body.join("")}(?![\\p{L}\\p{N}])`, "giu");
  const upper = example === example.toUpperCase();
  const signs = runs.map((run) => (/[\p{L}\p{N}]/u.test(run) ? null : run));
  return [...text.matchAll(shape)].map((match) => {
    const groups = match.slice(1);
    const value = signs.map((sign) => sign ?? groups.shift() ?? "").join("");
    return { value: upper ? value.toUpperCase() : value, written: match[0] };
  });
}

/**
 * Whether a code can be matched without its separators in only a few ways. With many parts of the same kind (1-1-1-1),
 * each part could end anywhere.
 */
function isClear(runs: string[]): boolean {
  const kinds = runs.filter((run) => /[\p{L}\p{N}]/u.test(run)).map((run) => /\p{L}/u.test(run));
  return kinds.length <= 3 || kinds.every((kind, i) => kind !== kinds[i - 1]);
}
