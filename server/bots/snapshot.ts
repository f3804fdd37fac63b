import { z } from "zod";
import { actionDefinition } from "../actions/definition.ts";
import { modelChoice } from "../models/model-choice.ts";

/** Everything a turn needs of a bot, in one immutable document (DESIGN: published bots are immutable). */
export const botSnapshot = z.object({
  schemaVersion: z.literal(1),
  botId: z.string(),
  name: z.string(),
  instruction: z.string(),
  model: modelChoice,
  fallbackText: z.string(),
  actions: z.array(z.object({ id: z.string(), definition: actionDefinition })),
});
export type BotSnapshot = z.infer<typeof botSnapshot>;
