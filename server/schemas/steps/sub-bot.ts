import { z } from "zod";
import { idText } from "../../input-types.ts";
import { stepFields } from "./step-fields.ts";

/** Asks another bot of the workspace, which gets only the input, and uses its answer. */
export const subBotStep = z.object({
  kind: z.literal("sub_bot"),
  ...stepFields,
  botId: idText.min(1, "Choose a bot.").meta({ field: { widget: "bot", label: "Bot" } }),
  input: z
    .string()
    .min(1, "Say what the bot is asked.")
    .max(20_000)
    .meta({
      field: {
        widget: "template",
        label: "What it is asked",
        hint: "The other bot sees this text and nothing else of the conversation.",
        boxName: "what the bot is asked",
        placeholder: "Which plan fits a team of {{args.people}} people?",
      },
    }),
});

export type SubBotStep = z.infer<typeof subBotStep>;
