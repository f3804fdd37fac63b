import { z } from "zod";
import { idText, nameText } from "../input-types.ts";
import { phraseKey } from "../text/phrase-key.ts";
import { checkOpening, openingFields } from "./opening.ts";

const text = z.string().trim().min(1, "Write the text.").max(1000, "A text has at most 1,000 characters.");

/** What the customer is told. Filled in: `{{option}}` (of this customer), `{{percent}}` (who said the same), `{{votes}}` (of all), `{{results}}`. */
export const pollTexts = z.object({
  thanks: text,
  /** To somebody who has voted before, if votes can't be changed. */
  again: text,
  closed: text,
});
export type PollTexts = z.infer<typeof pollTexts>;

export const defaultPollTexts: PollTexts = {
  thanks: "Thank you! {{percent}} % said “{{option}}”.",
  again: "You have already voted for “{{option}}”. {{percent}} % said the same.",
  closed: "This poll is not open at the moment.",
};

const option = z.object({
  /** Null for a new option. */
  id: idText.nullable(),
  text: z.string().trim().min(1, "Write the option.").max(80, "An option has at most 80 characters."),
});
export interface PollOption {
  id: string;
  text: string;
}

/** What people set of a poll. */
export const pollSettings = z
  .object({
    name: nameText("Name the poll.", 100, "A name has at most 100 characters."),
    question: z.string().trim().min(1, "Write the question.").max(500, "A question has at most 500 characters."),
    options: z.array(option).min(2, "Give at least two options.").max(13, "Give at most 13 options."),
    isChangeable: z.boolean(),
    ...openingFields,
    texts: pollTexts,
  })
  .superRefine((poll, context) => {
    checkOpening(poll, context);
    const keys = poll.options.map((one) => phraseKey(one.text));
    keys.forEach((key, i) => {
      const message = "This option is there twice. Change or remove one.";
      if (key !== "" && keys.indexOf(key) < i) {
        context.addIssue({ code: "custom", path: ["options", i, "text"], message });
      }
    });
  });
export type PollSettings = z.infer<typeof pollSettings>;
