import { z } from "zod";
import { idText } from "@/server/input-types";

const inConversation = z.object({ conversationId: idText });

export const handOffInput = inConversation.extend({
  reason: z.string().trim().max(500, "A reason has at most 500 characters.").default(""),
});

export const takeBackInput = inConversation.extend({
  /** Also answer the customer's newest message if it is unanswered. */
  answerNow: z.boolean().default(false),
});

export const assignInput = inConversation.extend({
  /** The member's user id; null for nobody. */
  memberId: idText.nullable(),
});

export const switchBotInput = inConversation.extend({
  /** Null selects the channel's own bot. */
  botId: idText.nullable(),
});
