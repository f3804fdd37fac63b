import { z } from "zod";
import { idText } from "../../input-types.ts";
import { stepFields, template } from "./step-fields.ts";

/** Enters the customer into a raffle and draws; sets the variables `won` and `prize`. */
export const drawPrizeStep = z.object({
  kind: z.literal("draw_prize"),
  ...stepFields,
  raffleId: idText.min(1, "Choose a raffle.").meta({ field: { widget: "raffle", label: "Raffle" } }),
  phone: template.meta({
    field: {
      widget: "template",
      label: "Phone of the customer",
      hint: "Each phone number has one entry. Empty: the number that the channel knows, or the customer’s account in the channel.",
      boxName: "the phone",
      placeholder: "{{variables.phone}}",
      isShort: true,
    },
  }),
});

export type DrawPrizeStep = z.infer<typeof drawPrizeStep>;
