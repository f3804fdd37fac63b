import { z } from "zod";
import { stepFields, template } from "./step-fields.ts";
import { interactiveTemplate } from "./interactive-template.ts";

const textContent = z
  .object({
    type: z.literal("text"),
    /** May be empty only with `interactive`. */
    text: z.string().max(20_000),
    /** The quick replies, buttons or cards below the text. */
    interactive: interactiveTemplate.optional(),
  })
  .refine(({ text, interactive }) => text !== "" || interactive !== undefined, {
    path: ["text"],
    error: "Write what is sent.",
  });

/** Sends a message to the customer while the action runs: a text with or without options, or a file from an address. */
export const sendMessageStep = z.object({
  kind: z.literal("send_message"),
  ...stepFields,
  content: z.discriminatedUnion("type", [
    textContent,
    z.object({
      type: z.literal("file"),
      /** A template, like a webhook's address. */
      url: z.string().min(1, "Give the file's address.").max(4000),
      /** A template; empty for the name given by the server or the address. */
      fileName: template,
    }),
  ]),
});

export type SendMessageStep = z.infer<typeof sendMessageStep>;
