import { z } from "zod";
import { idText } from "../../input-types.ts";
import { identifier } from "../../text/identifier.ts";
import { redirect } from "./redirect.ts";
import { scenarioText } from "./response.ts";

export const attributeKinds = ["text", "number", "email", "phone", "date", "choice"] as const;
export type AttributeKind = (typeof attributeKinds)[number];

/** A value that an interaction asks the customer for and keeps as a conversation variable. */
export const attribute = z.object({
  id: idText,
  /** The variable's name: `{{name}}`. */
  name: identifier,
  kind: z.enum(attributeKinds),
  question: scenarioText.min(1, "Write the question."),
  /** For `choice`: what the customer can choose from. */
  choices: z
    .array(z.string().trim().min(1, "Write the choice.").max(80))
    .max(13, "Give at most 13 choices.")
    .default([]),
  /** Limits of a number, or of a text's length; null for none. */
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  /** Sent when an answer is not valid; empty for a text that says what is expected. */
  invalidText: scenarioText.default(""),
  /** How often the customer is asked. */
  tries: z.int().min(1).max(10).default(3),
  /** What happens after the last invalid answer: a redirect, or `skip` to go on without the value. */
  afterTries: z.union([redirect, z.object({ type: z.literal("skip") })]).default({ type: "skip" }),
  /** Ask even if the variable has a value. */
  asksAgain: z.boolean().default(false),
});
export type Attribute = z.infer<typeof attribute>;
