import { z } from "zod";
import { idText, nameText } from "../../input-types.ts";
import { attribute } from "./attribute.ts";
import { menu } from "./menu.ts";
import { redirect } from "./redirect.ts";
import { MAX_RESPONSES, response, scenarioText } from "./response.ts";

export const silenceEffects = ["text", "interaction", "close", "person"] as const;

/** What happens when the customer has written nothing for some time after an interaction. */
export const silenceRule = z.object({
  id: idText,
  /** Counted from the last message of the interaction, or from the rule before. */
  afterMinutes: z.int().min(1, "Wait at least one minute.").max(43_200, "Wait at most 30 days."),
  onlyInWorkingHours: z.boolean().default(false),
  effect: z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: scenarioText.min(1, "Write the text.") }),
    z.object({ type: z.literal("interaction"), interactionId: idText }),
    z.object({ type: z.literal("close") }),
    z.object({ type: z.literal("person") }),
  ]),
});
export type SilenceRule = z.infer<typeof silenceRule>;

/** Where the interaction is drawn on the map; null for an automatic place. */
const place = z.object({ x: z.number(), y: z.number() }).nullable().default(null);

const phrase = z.string().trim().min(1, "Write the phrase.").max(500, "A phrase has at most 500 characters.");

const MAX_PHRASES = 500;

/** One scripted piece of a conversation: what the customer says and what the bot answers (CONTRACTS §4). */
export const interaction = z.object({
  id: idText,
  /** A bot has at most one Welcome and one Fallback. */
  role: z.enum(["welcome", "fallback", "regular"]).default("regular"),
  name: z.string().trim().min(1, "Name the interaction.").max(100, "A name has at most 100 characters."),
  /** Empty for none. */
  folder: z.string().trim().max(100).default(""),
  /** Examples of what the customer says; matched by likeness. */
  phrases: z.array(phrase).max(MAX_PHRASES, `An interaction has at most ${MAX_PHRASES} phrases.`).default([]),
  /** Matched exactly, apart from case and spaces. */
  triggers: z.array(phrase).max(50).default([]),
  /** A message that contains one of these words matches. */
  keywords: z.array(phrase).max(50).default([]),
  responses: z.array(response).max(MAX_RESPONSES, `An interaction has at most ${MAX_RESPONSES} responses.`).default([]),
  attributes: z.array(attribute).max(20, "Ask for at most 20 values.").default([]),
  menu: menu.nullable().default(null),
  /** Where the conversation continues after the responses, if there is no menu. */
  redirect: redirect.nullable().default(null),
  /** The fulfilment webhook that adds to the responses (CONTRACTS §4); null for none. */
  fulfilmentId: idText.nullable().default(null),
  silence: z.array(silenceRule).max(5, "Give at most five rules for silence.").default([]),
  place,
});

/** As members write it. Stored ones may be older than a rule about names. */
export const writtenInteraction = interaction.extend({
  name: nameText("Name the interaction.", 100, "A name has at most 100 characters."),
});

export type Interaction = z.infer<typeof interaction>;
export type InteractionInput = z.input<typeof interaction>;
