import { z } from "zod";
import { actionDefinition } from "./action-definition.ts";
import { modelChoice } from "./model-choice.ts";
import { botBehaviour } from "./bot-behaviour.ts";
import { scenario } from "./scenario/scenario.ts";
import { standardFunctions } from "./standard-functions.ts";

/** Everything that a turn needs of a bot, in one immutable document. */
export const botSnapshot = z.object({
  schemaVersion: z.literal(1),
  botId: z.string(),
  name: z.string(),
  instruction: z.string(),
  model: modelChoice,
  fallbackText: z.string(),
  /** IANA name. Absent in older versions, which use UTC. */
  timeZone: z.string().optional(),
  standardFunctions: standardFunctions.optional(),
  /** Absent in older versions, which use the defaults. */
  behaviour: botBehaviour.optional(),
  /** Absent in older versions and without interactions. */
  scenario: scenario.optional(),
  actions: z.array(
    z.object({
      id: z.string(),
      definition: actionDefinition,
      /** Appended to the description for the model, such as a table's columns. */
      about: z.string().optional(),
    }),
  ),
});
export type BotSnapshot = z.infer<typeof botSnapshot>;
