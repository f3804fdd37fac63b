import { z } from "zod";
import { stepFields, template } from "./step-fields.ts";

/** Hands the conversation over to people; the bot finishes its answer in this turn and then stays silent. */
export const handOverStep = z.object({
  kind: z.literal("hand_over"),
  ...stepFields,
  reason: template.meta({
    field: {
      widget: "template",
      label: "Reason",
      hint: "Your team reads it with the conversation. The bot says goodbye in this turn, and is silent from then on.",
      boxName: "the reason",
      placeholder: "Wants to change order {{args.order_number}}",
      isShort: true,
    },
  }),
});

export type HandOverStep = z.infer<typeof handOverStep>;
