import { z } from "zod";
import { interaction } from "./interaction.ts";

const words = z.array(z.string().trim().min(1).max(40)).max(10);

/** A bot's settings for its scenario (CONTRACTS §4, §5). */
export const scenarioSettings = z.object({
  enabled: z.boolean().default(false),
  /** The lowest score from 0 to 1 at which a phrase matches; null for the one measured from the bot's own phrases. */
  threshold: z.number().min(0).max(1).nullable().default(null),
  /** Whether the model answers when nothing matches, instead of Fallback. */
  modelAnswers: z.boolean().default(false),
  /** Whether Welcome answers the first message of a conversation when nothing else matches. */
  greets: z.boolean().default(true),
  backWords: words.default(["back"]),
  mainMenuWords: words.default(["menu"]),
});
export type ScenarioSettings = z.infer<typeof scenarioSettings>;
export type ScenarioSettingsInput = z.input<typeof scenarioSettings>;

/** A bot's scenario as a version has it. */
export const scenario = z.object({
  settings: scenarioSettings,
  interactions: z.array(interaction),
  /** The key of the trained phrases (server/scenario/matching); null without phrases. */
  phraseModel: z.string().nullable().default(null),
});
export type Scenario = z.infer<typeof scenario>;
