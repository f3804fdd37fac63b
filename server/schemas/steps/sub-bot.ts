import { z } from "zod";
import { idText } from "../../input-types.ts";
import { stepFields } from "./step-fields.ts";

/** Asks another bot of the workspace, which gets only the input, and uses its answer. */
export const subBotStep = z.object({
  kind: z.literal("sub_bot"),
  ...stepFields,
  botId: idText.min(1, "Choose a bot."),
  /** A template for the question to the other bot. */
  input: z.string().min(1, "Say what the bot is asked.").max(20_000),
});

export type SubBotStep = z.infer<typeof subBotStep>;
