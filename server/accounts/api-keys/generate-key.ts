import { randomInt } from "node:crypto";

/** People and secret scanners recognise a key of Parley by it. */
const PREFIX = "parley_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 238 random bits, of which the list of keys shows 24. */
const RANDOM_CHARACTERS = 40;
const SHOWN_CHARACTERS = 4;

const KEY = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_CHARACTERS}}$`);

/** Generates an API key: `parley_` and 40 random characters. */
export function generateKey(): string {
  const random = Array.from({ length: RANDOM_CHARACTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return PREFIX + random.join("");
}

/** Returns the first characters of a key, which are stored to recognise it by. */
export function prefixOf(key: string): string {
  return key.slice(0, PREFIX.length + SHOWN_CHARACTERS);
}

/** Whether a text has the form of an API key. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}
