import { z } from "zod";
import { stepFields, template } from "./step-fields.ts";

/** Gives the conversation to people; the bot says its last words in this turn and then is silent. */
export const handOverStep = z.object({
  kind: z.literal("hand_over"),
  ...stepFields,
  /** A template: what the people read; may be empty. */
  reason: template,
});

export type HandOverStep = z.infer<typeof handOverStep>;
