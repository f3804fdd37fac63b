import { z } from "zod";
import { stepFields, template } from "./step-fields.ts";

/** Says something to the customer while the action runs: a text, or a file that is fetched from an address. */
export const sendMessageStep = z.object({
  kind: z.literal("send_message"),
  ...stepFields,
  content: z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string().min(1, "Write what is sent.").max(20_000) }),
    z.object({
      type: z.literal("file"),
      /** A template, like a webhook's address. */
      url: z.string().min(1, "Give the file's address.").max(4000),
      /** A template; empty: the name that the server or the address gives. */
      fileName: template,
    }),
  ]),
});

export type SendMessageStep = z.infer<typeof sendMessageStep>;
