import { z } from "zod";
import { actionDefinition } from "./action-definition.ts";
import { modelChoice } from "./model-choice.ts";
import { botBehaviour } from "./bot-behaviour.ts";
import { standardFunctions } from "./standard-functions.ts";

/** Everything a turn needs of a bot, in one immutable document (DESIGN: published bots are immutable). */
export const botSnapshot = z.object({
  schemaVersion: z.literal(1),
  botId: z.string(),
  name: z.string(),
  instruction: z.string(),
  model: modelChoice,
  fallbackText: z.string(),
  /** IANA name. Absent in versions from before it was kept: UTC. */
  timeZone: z.string().optional(),
  standardFunctions: standardFunctions.optional(),
  /** Absent in versions from before it was kept: nothing set. */
  behaviour: botBehaviour.optional(),
  actions: z.array(
    z.object({
      id: z.string(),
      definition: actionDefinition,
      /** What the model is told besides the description, such as a table's columns. */
      about: z.string().optional(),
    }),
  ),
});
export type BotSnapshot = z.infer<typeof botSnapshot>;
