import { z } from "zod";
import { graphemes } from "../text/graphemes.ts";
import { storableText } from "../text/storable-text.ts";

/** These limits are set by CONTRACTS §0. */
export const MAX_QUICK_REPLIES = 13;
export const MAX_BUTTONS = 10;
export const MAX_CARDS = 10;
export const MAX_CARD_BUTTONS = 3;
export const MAX_QUICK_REPLY_LABEL = 40;
const MAX_BUTTON_LABEL = 80;
const MAX_TITLE = 200;
const MAX_SUBTITLE = 500;
const MAX_VALUE = 1000;
const MAX_ADDRESS = 2000;

/** Counts visible characters: an emoji is one. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of graphemes(text)) count += 1;
  return count;
}

/** A trimmed text on one line. Texts longer than any limit are rejected before their characters are counted. */
function line(most: number, what: string) {
  return z
    .string()
    .max(most * 20, { error: `${what} has at most ${most} characters.`, abort: true })
    .overwrite((text) => storableText(text).replaceAll(/\s+/g, " ").trim())
    .min(1, `${what} is empty.`)
    .refine((text) => countCharacters(text) <= most, `${what} has at most ${most} characters.`);
}

const value = z
  .string()
  .overwrite(storableText)
  .trim()
  .min(1, "The value is empty.")
  .max(MAX_VALUE, `A value has at most ${MAX_VALUE} characters.`);

const address = z
  .string()
  .overwrite(storableText)
  .trim()
  .max(MAX_ADDRESS, `An address has at most ${MAX_ADDRESS} characters.`)
  .refine(isWebAddress, "Write an address that starts with https:// or http://.");

/** 3 to 15 digits (E.164) with common separators. */
const PHONE = /^\+?(?:[ ().\-/]*\d){3,15}$/;
const phone = z
  .string()
  .trim()
  .max(40, "A phone number has at most 15 digits.")
  .regex(PHONE, "Write a phone number such as +44 20 7946 0958.");

/**
 * What the customer may type instead of the option's label, shown before it where options are text. Empty for none;
 * absent for the option's number. Channels' own formats do not contain it (CONTRACTS §0).
 */
const keyword = z.string().overwrite(storableText).trim().max(20, "A keyword has at most 20 characters.").optional();

/** An option that sends an answer for the customer. Its value defaults to its label. */
const quickReply = z
  .strictObject({ label: line(MAX_QUICK_REPLY_LABEL, "A quick reply's label"), value: value.optional(), keyword })
  .transform(({ value: given, ...rest }) => ({ ...rest, value: given ?? rest.label }));

const buttonLabel = line(MAX_BUTTON_LABEL, "A button's label");
const button = z.discriminatedUnion(
  "type",
  [
    z
      .strictObject({ label: buttonLabel, type: z.literal("reply"), value: value.optional(), keyword })
      .transform(({ value: given, ...rest }) => ({ ...rest, value: given ?? rest.label })),
    z.strictObject({ label: buttonLabel, type: z.literal("url"), value: address }),
    z.strictObject({ label: buttonLabel, type: z.literal("phone"), value: phone }),
  ],
  "The type of a button is reply, url or phone.",
);

const card = z.strictObject({
  title: line(MAX_TITLE, "A card's title"),
  subtitle: line(MAX_SUBTITLE, "A card's subtitle").optional(),
  image_url: address.optional(),
  buttons: z.array(button).max(MAX_CARD_BUTTONS, `A card has at most ${MAX_CARD_BUTTONS} buttons.`).default([]),
});

/** The fault of options that are not of exactly one kind. */
export const ONE_KIND = "Give one of quick_replies, buttons and cards.";

/** Whether options are quick replies, buttons or cards, and only one of them. */
export function hasOneKind(given: object): boolean {
  return Object.values(given).filter((part) => part !== undefined).length === 1;
}

/**
 * The options of a message besides its text and files: quick replies, buttons or cards, only one of them (CONTRACTS
 * §0). The keys are the same in the database, in every API and in model output.
 */
export const interactive = z
  .strictObject({
    quick_replies: z
      .array(quickReply)
      .min(1, "Give at least one quick reply.")
      .max(MAX_QUICK_REPLIES, `A message has at most ${MAX_QUICK_REPLIES} quick replies.`)
      .optional(),
    buttons: z
      .array(button)
      .min(1, "Give at least one button.")
      .max(MAX_BUTTONS, `A message has at most ${MAX_BUTTONS} buttons.`)
      .optional(),
    cards: z
      .array(card)
      .min(1, "Give at least one card.")
      .max(MAX_CARDS, `A message has at most ${MAX_CARDS} cards.`)
      .optional(),
  })
  .refine(hasOneKind, ONE_KIND);

export type Interactive = z.infer<typeof interactive>;
/**
 * The values that a customer's message can select, by the text of the message (`server/messages/options.ts`), each with
 * its phrases.
 */
export type KnownAnswers = Record<string, { value: string; phrases: string[] }>;

export type InteractiveInput = z.input<typeof interactive>;
/** A tapped option: the id of its message, and its value. */
export const tappedChoice = z.object({ message_id: z.string().max(200), value: z.string().max(MAX_VALUE) });
export type TappedChoice = z.infer<typeof tappedChoice>;

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
