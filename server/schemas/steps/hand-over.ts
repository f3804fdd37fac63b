import { z } from "zod";
import { stepFields, template } from "./step-fields.ts";

/** Hands the conversation over to people; the bot finishes its answer in this turn and then stays silent. */
export const handOverStep = z.object({
  kind: z.literal("hand_over"),
  ...stepFields,
  /** A template for the reason shown to people; may be empty. */
  reason: template,
});

export type HandOverStep = z.infer<typeof handOverStep>;
