import { z } from "zod";
import { idText } from "../../input-types.ts";
import { MAX_BUTTONS, MAX_CARD_BUTTONS, MAX_CARDS, MAX_QUICK_REPLIES } from "../../messages/interactive.ts";

/** A text in which `{{name}}` stands for a conversation variable or a built-in value. */
export const scenarioText = z.string().max(4000, "A text has at most 4,000 characters.");

const id = idText;
/** Seconds between the previous message and this one. */
const delaySeconds = z.int().min(0).max(60).default(0);

/** `goTo`: the id of the interaction that the option leads to; null if its value is matched like a typed message. */
const goTo = idText.nullable().default(null);
const label = z.string().trim().min(1, "Give the option a label.").max(80, "A label has at most 80 characters.");
/** Empty: the label. */
const value = z.string().trim().max(1000).default("");

const button = z.discriminatedUnion("type", [
  z.object({ type: z.literal("reply"), label, value, goTo }),
  z.object({ type: z.literal("url"), label, value: z.string().trim().min(1, "Give the address.").max(2000) }),
  z.object({ type: z.literal("phone"), label, value: z.string().trim().min(1, "Give the phone number.").max(40) }),
]);
export type ScenarioButton = z.infer<typeof button>;

const card = z.object({
  title: z.string().trim().min(1, "Give the card a title.").max(200),
  subtitle: z.string().trim().max(500).default(""),
  imageUrl: z.string().trim().max(2000).default(""),
  buttons: z.array(button).max(MAX_CARD_BUTTONS, `A card has at most ${MAX_CARD_BUTTONS} buttons.`).default([]),
});

/** One thing that an interaction does when a customer comes to it; they are done in order. */
export const response = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    id,
    delaySeconds,
    /** One of them is sent. */
    variants: z
      .array(scenarioText.min(1, "Write the text."))
      .min(1, "Write the text.")
      .max(20, "A text has at most 20 variants."),
  }),
  z.object({
    kind: z.literal("image"),
    id,
    delaySeconds,
    /** May contain `{{…}}`. */
    url: z.string().trim().min(1, "Give the image's address.").max(2000),
  }),
  z.object({
    kind: z.literal("quick_replies"),
    id,
    delaySeconds,
    text: scenarioText.min(1, "Write the question above the quick replies."),
    replies: z
      .array(z.object({ label: label.max(40, "A quick reply has at most 40 characters."), value, goTo }))
      .min(1, "Give at least one quick reply.")
      .max(MAX_QUICK_REPLIES, `A message has at most ${MAX_QUICK_REPLIES} quick replies.`),
  }),
  z.object({
    kind: z.literal("buttons"),
    id,
    delaySeconds,
    text: scenarioText.min(1, "Write the text above the buttons."),
    buttons: z
      .array(button)
      .min(1, "Give at least one button.")
      .max(MAX_BUTTONS, `A message has at most ${MAX_BUTTONS} buttons.`),
  }),
  z.object({
    kind: z.literal("cards"),
    id,
    delaySeconds,
    cards: z.array(card).min(1, "Give at least one card.").max(MAX_CARDS, `A message has at most ${MAX_CARDS} cards.`),
  }),
  z.object({ kind: z.literal("go_to"), id, interactionId: idText }),
  z.object({
    kind: z.literal("person"),
    id,
    /** For the people who get the conversation. */
    reason: z.string().max(500).default(""),
  }),
  z.object({
    kind: z.literal("action"),
    id,
    actionId: idText,
    /** A text with `{{…}}` for each argument of the action. */
    arguments: z.record(z.string(), scenarioText).default({}),
    /** Whether the customer gets the action's result as a message. */
    saysResult: z.boolean().default(true),
  }),
]);
export type ScenarioResponse = z.infer<typeof response>;
export type ResponseKind = ScenarioResponse["kind"];

export const MAX_RESPONSES = 20;
