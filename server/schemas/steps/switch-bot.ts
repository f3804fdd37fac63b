import { z } from "zod";
import { idText } from "../../input-types.ts";
import { stepFields } from "./step-fields.ts";

/** Assigns the conversation to another bot from the customer's next message on, or to the channel's own bot (null). */
export const switchBotStep = z.object({
  kind: z.literal("switch_bot"),
  ...stepFields,
  botId: idText
    .min(1, "Choose a bot.")
    .nullable()
    .meta({
      field: {
        widget: "bot",
        label: "Bot",
        hint: "It answers from the customer’s next message on, and knows the conversation so far.",
        nullChoice: { name: "The channel’s own bot", hint: "hands the conversation back" },
      },
    }),
});

export type SwitchBotStep = z.infer<typeof switchBotStep>;
