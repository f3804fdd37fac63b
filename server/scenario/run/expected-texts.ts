import type { Attribute } from "@/server/schemas/scenario/attribute";

/** Asks again for one of the options of a menu or a choice. */
export const CHOOSE_AGAIN = "Please choose one of these.";

const LONGEST_TEXT = 4000;

type Limits = Pick<Attribute, "min" | "max">;

/** What the product says itself when an answer is not valid and the interaction has no text for it. */
export const expects = {
  text: "Please write your answer as text.",
  email: "Please write an e-mail address such as ana@example.com.",
  phone: "Please write a phone number such as +44 20 7946 0958.",
  date: "Please write a date such as 2026-03-31 or 31 March 2026.",
  choice: CHOOSE_AGAIN,
  longer: (limits: Limits) => `Please write at least ${lengthsOf(limits).least} characters.`,
  shorter: (limits: Limits) => `Please write at most ${lengthsOf(limits).most} characters.`,
  number: ({ min, max }: Limits) => {
    if (min !== null && max !== null) return `Please write a number from ${min} to ${max}.`;
    if (min !== null) return `Please write a number of at least ${min}.`;
    if (max !== null) return `Please write a number of at most ${max}.`;
    return "Please write a number, such as 12 or 1.5.";
  },
};

/** The shortest and the longest text that is accepted, in characters. */
export function lengthsOf({ min, max }: Limits): { least: number; most: number } {
  return { least: Math.max(1, min ?? 1), most: Math.min(max ?? LONGEST_TEXT, LONGEST_TEXT) };
}

/** All texts of `expects` that an attribute can lead to. */
export function expectedTexts(attribute: Attribute): string[] {
  const { kind, min, max } = attribute;
  if (kind === "number") return [expects.number(attribute)];
  if (kind !== "text") return [expects[kind]];
  return [
    expects.text,
    ...(min === null ? [] : [expects.longer(attribute)]),
    ...(max === null ? [] : [expects.shorter(attribute)]),
  ];
}
