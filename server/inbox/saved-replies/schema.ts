import { z } from "zod";
import { idText, nameText } from "@/server/input-types";
import { LONGEST_MESSAGE } from "@/server/inbox/schema";
import { unknownReferences } from "./reply-template";

/** The input schemas of saved replies; forms use them too. */

const LONGEST_SHORTCUT = 30;

export const savedReplyTexts = z.object({
  name: nameText("Give the reply a name.", 100, "A name has at most 100 characters."),
  shortcut: z
    .string()
    .trim()
    .transform((text) => text.replace(/^\//, ""))
    .pipe(
      z
        .string()
        .min(1, "Give the reply a shortcut, such as hello.")
        .max(LONGEST_SHORTCUT, `A shortcut has at most ${LONGEST_SHORTCUT} characters.`)
        .regex(/^[\p{L}\p{M}\p{N}_-]*$/u, "Use letters, digits, - and _ only, without spaces."),
    ),
  text: z
    .string()
    .trim()
    .min(1, "Write the text of the reply.")
    .max(LONGEST_MESSAGE, `A reply has at most ${LONGEST_MESSAGE.toLocaleString("en")} characters.`)
    .superRefine((text, { addIssue }) => {
      const [unknown] = unknownReferences(text);
      if (unknown === undefined) return;
      const message = `${unknown} is not a variable. Choose one of the list, or write {{variables.name}} for a variable of the conversation.`;
      addIssue({ code: "custom", message });
    }),
});
export type SavedReplyTexts = z.infer<typeof savedReplyTexts>;

export const updateSavedReplyInput = savedReplyTexts.extend({ replyId: idText });
export const deleteSavedReplyInput = z.object({ replyId: idText });
