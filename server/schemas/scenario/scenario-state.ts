import { z } from "zod";

/** A row as the customer saw it, so that a number means the same row after a new version. */
const shownRow = z.object({
  id: z.string(),
  keyword: z.string(),
  text: z.string(),
  /** As the bot's author wrote it, if the customer saw a translation. */
  original: z.string().optional(),
});
export type ShownRow = z.infer<typeof shownRow>;

/** How the interaction was matched whose values are being collected, for its fulfilment webhook. */
const match = z.object({
  query: z.string(),
  score: z.number(),
  /** Absent if no phrases were compared. */
  threshold: z.number().optional(),
  candidates: z.array(z.object({ interactionId: z.string(), score: z.number() })),
});
export type ScenarioMatch = z.infer<typeof match>;

/** The place in a scenario at which the customer is expected to answer. `tries` counts how often they were asked. */
const waiting = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("menu"),
    interactionId: z.string(),
    tries: z.int(),
    rows: z.array(shownRow).default([]),
  }),
  z.object({
    kind: z.literal("attribute"),
    interactionId: z.string(),
    attributeId: z.string(),
    tries: z.int(),
    match: match.nullable().default(null),
  }),
]);
export type ScenarioWait = z.infer<typeof waiting>;

/** Options with a `goTo` that the newest message showed, by their labels and values. */
const offer = z.object({
  label: z.string(),
  value: z.string(),
  interactionId: z.string(),
  /** The label as the bot's author wrote it, if the customer saw a translation. */
  original: z.string().optional(),
});

/**
 * Where a conversation is in the scenario of its bot. Refers to interactions by id, so that it survives a new version;
 * what is no longer there leads to Fallback.
 */
export const scenarioState = z.object({
  botId: z.string(),
  waiting: waiting.nullable(),
  offers: z.array(offer).default([]),
  /** The interactions with menus that the customer came through, oldest first, for the word "back". */
  trail: z.array(z.string()).default([]),
  /** The campaigns that led to this one, oldest first, each with its own place. */
  campaigns: z
    .array(z.object({ botId: z.string(), waiting: waiting.nullable(), trail: z.array(z.string()) }))
    .default([]),
});
export type ScenarioState = z.infer<typeof scenarioState>;
