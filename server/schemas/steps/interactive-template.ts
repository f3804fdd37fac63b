import { z } from "zod";
import {
  hasOneKind,
  MAX_BUTTONS,
  MAX_CARD_BUTTONS,
  MAX_CARDS,
  MAX_QUICK_REPLIES,
  ONE_KIND,
} from "../../messages/interactive.ts";

/** These texts are templates; their lengths are checked after rendering. */
const required = (what: string) => z.string().trim().min(1, `Write ${what}.`).max(2000);
const optional = z.string().trim().max(4000).optional();

const quickReply = z.strictObject({ label: required("a label"), value: optional });

const button = z.discriminatedUnion("type", [
  z.strictObject({ label: required("a label"), type: z.literal("reply"), value: optional }),
  z.strictObject({ label: required("a label"), type: z.literal("url"), value: required("an address") }),
  z.strictObject({ label: required("a label"), type: z.literal("phone"), value: required("a phone number") }),
]);

const card = z.strictObject({
  title: required("a title"),
  subtitle: optional,
  image_url: optional,
  buttons: z.array(button).max(MAX_CARD_BUTTONS, `A card has at most ${MAX_CARD_BUTTONS} buttons.`),
});

function list<T extends z.ZodType>(item: T, most: number, what: string) {
  return z.array(item).min(1, `Add at least one of the ${what}.`).max(most, `A message has at most ${most} ${what}.`);
}

/** The options of a message that a step sends, with `{{variables}}` in labels, values and addresses. */
export const interactiveTemplate = z
  .strictObject({
    quick_replies: list(quickReply, MAX_QUICK_REPLIES, "quick replies").optional(),
    buttons: list(button, MAX_BUTTONS, "buttons").optional(),
    cards: list(card, MAX_CARDS, "cards").optional(),
  })
  .refine(hasOneKind, ONE_KIND);

export type InteractiveTemplate = z.infer<typeof interactiveTemplate>;
export type ButtonTemplate = z.infer<typeof button>;
