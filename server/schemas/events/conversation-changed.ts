import { z } from "zod";
import { conversationKeys } from "./conversation-keys.ts";
import { described } from "./described.ts";

/** A customer wrote for the first time. */
export const conversationStarted = z.object({
  ...conversationKeys,
  source: described(z.string().nullable(), "Where the customer comes from, if the channel knows it.", "Spring sale"),
  started_at: described(z.iso.datetime(), "When it was started.", "2026-03-02T09:15:04.120Z"),
});

/** A conversation was closed. The customer's next message opens it again. */
export const conversationClosed = z.object({
  ...conversationKeys,
  closed_by: described(z.enum(["bot", "member"]), "Who closed it.", "member"),
  member_id: described(
    z.string().nullable(),
    "The member who closed it; null for the bot.",
    "usr_01k5x7xq8w2e6r0t4y9u3i7opa",
  ),
  tags: described(z.array(z.string()), "The tags of the conversation.", ["parcel"]),
  closed_at: described(z.iso.datetime(), "When it was closed.", "2026-03-02T09:31:12.870Z"),
});

/** A customer rated an answer, or the conversation. */
export const feedbackReceived = z.object({
  ...conversationKeys,
  message_id: described(
    z.string().nullable(),
    "The bot's message that was rated; null for the whole conversation.",
    "msg_01k5x8cd5f9g3h7j1k4l8z2xcv",
  ),
  rating: described(
    z.enum(["positive", "negative", "neutral"]),
    "What the customer thinks of it; a score of 3 is neutral.",
    "positive",
  ),
  score: described(z.number().int().min(1).max(5).nullable(), "1 to 5 for the conversation; null for an answer.", null),
  comment: described(z.string().nullable(), "What the customer wrote about it; null for nothing.", "Quick, thank you!"),
  received_at: described(z.iso.datetime(), "When it was rated.", "2026-03-02T09:16:30.400Z"),
});
