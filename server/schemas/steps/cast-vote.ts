import { z } from "zod";
import { idText } from "../../input-types.ts";
import { stepFields, template } from "./step-fields.ts";

/** Gives the customer's vote in a poll; sets the variables `vote` and `percent`. */
export const castVoteStep = z.object({
  kind: z.literal("cast_vote"),
  ...stepFields,
  pollId: idText.min(1, "Choose a poll.").meta({ field: { widget: "poll", label: "Poll" } }),
  option: template.min(1, "Say which option is chosen.").meta({
    field: {
      widget: "template",
      label: "Chosen option",
      hint: "The text of an option, or its number.",
      boxName: "the option",
      placeholder: "{{variables.answer}}",
      isShort: true,
    },
  }),
});

export type CastVoteStep = z.infer<typeof castVoteStep>;
