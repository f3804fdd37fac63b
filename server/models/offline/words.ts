/** Makes words of any script comparable: lower case, without accents, reduced to a light stem. */

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-_/'’.#][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
/** Scripts without spaces between words, which need a segmenter. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "word" });

const STOP_WORDS = new Set(
  (
    "a an the this that these those and or but if of to in on at by for from with as into about up out over than then so " +
    "i me my mine we us our you your yours he him his she her it its they them their one ones " +
    "am is are was were be been being do does did done have has had having can could may might must shall should will would " +
    "what which who whom whose when how why there here not no yes any some all also just only very too more most " +
    "please hi hello hey ok okay want wants need needs question questions ask anybody anyone somebody someone like get got let help know tell say im ive id ill thats whats dont"
  ).split(" "),
);

/** Related meanings of a customer's word. The relation is not symmetric. */
const MAY_MEAN: Record<string, string> = {
  arrive: "deliver ship",
  arrival: "deliver",
  ship: "deliver",
  shipping: "deliver",
  deliver: "ship",
  package: "order parcel deliver",
  parcel: "order deliver",
  purchase: "order",
  where: "status track location located address",
  track: "status order",
  reserve: "book appointment reservation",
  reservation: "book appointment reserve",
  schedule: "book appointment",
  visit: "appointment",
  slot: "appointment",
  much: "cost price fee free",
  long: "take minutes duration",
  price: "cost fee free",
  cost: "price fee free",
  charge: "cost price free",
  expensive: "cost price",
  refund: "return",
  pay: "payment card",
  payment: "pay card",
  mail: "email",
  contact: "email phone support",
  reach: "email phone",
  send: "ship deliver return",
  back: "return",
  telephone: "phone",
  closed: "open hours",
  open: "hours",
  hours: "open",
  abort: "cancel",
};

/** Splits a text into its unchanged words. `A-1042` and `order_number` are one word each. */
export function splitWords(text: string): string[] {
  if (!UNSPACED.test(text)) return text.match(WORD) ?? [];
  return [...SEGMENTER.segment(text)].filter((s) => s.isWordLike).map((s) => s.segment);
}

/** Returns the stems of a text in order, including stop words. `getOrderStatus` and `order_number` are split up. */
export function stems(text: string): string[] {
  return splitWords(text.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .flatMap((word) => (/\p{N}/u.test(word) ? [word] : word.replaceAll(/[’']/g, "").split(/[-_/.#]/)))
    .filter((word) => word !== "")
    .map(stem);
}

/** Returns the distinct stems of a text without stop words. */
export function contentStems(text: string): Set<string> {
  return new Set(stems(text).filter((word) => !STOP_STEMS.has(word)));
}

/** Rates how well a stem matches a set: 1 if it is in the set, 0.5 if a related meaning is, else 0. */
export function meets(word: string, known: ReadonlySet<string>): number {
  if (known.has(word)) return 1;
  return ALSO.get(word)?.some((other) => known.has(other)) ? 0.5 : 0;
}

/** Lowercases a text, normalises compatibility forms and removes Latin, Greek and Cyrillic accents. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .normalize("NFC");
}

function stem(word: string): string {
  const folded = fold(word).replaceAll(/[’']/g, "");
  if (/\p{N}/u.test(folded)) return folded;
  if (/^[a-zß]+$/.test(folded)) return latinStem(folded);
  // Other scripts have endings too (заказ, заказа). Words in logographic scripts are short and stay whole.
  const letters = [...folded];
  return letters.length < 5 ? folded : letters.slice(0, Math.max(4, letters.length - 2)).join("");
}

function latinStem(word: string): string {
  const bare = withoutEnding(word);
  const single = /([bdglmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare;
  return single.length > 3 && single.endsWith("e") ? single.slice(0, -1) : single;
}

function withoutEnding(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith("ing")) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith("ed")) return word.slice(0, -2);
  if (word.length > 4 && /(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 6 && word.endsWith("en")) return word.slice(0, -2);
  if (word.length > 5 && word.endsWith("ery")) return word.slice(0, -1);
  if (word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

const STOP_STEMS = new Set([...STOP_WORDS].flatMap((word) => [word, stem(word)]));
const ALSO = new Map(Object.entries(MAY_MEAN).map(([word, others]) => [stem(word), others.split(" ").map(stem)]));
