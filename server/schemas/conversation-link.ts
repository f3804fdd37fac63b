import { z } from "zod";

/** A button that opens the customer's record in another system (CONTRACTS §1 `link`). */
export const conversationLink = z.object({
  type: z.enum(["user", "chat", "phone", "lead", "other"]),
  hint: z.string().nullish(),
  url: z.url(),
});
export type ConversationLink = z.infer<typeof conversationLink>;
