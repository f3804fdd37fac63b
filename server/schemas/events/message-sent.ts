import { z } from "zod";
import { conversationKeys } from "./conversation-keys.ts";
import { described } from "./described.ts";
import { messageFiles, richText } from "./message-keys.ts";

const messageKeys = {
  message_id: described(z.string(), "The message.", "msg_01k5x8cd5f9g3h7j1k4l8z2xcv"),
  sender: described(z.enum(["bot", "employee"]), "Who wrote it.", "bot"),
  author_id: described(
    z.string().nullable(),
    "The member who wrote it in the inbox; null for the bot, and for an employee in another system.",
    null,
  ),
  text: described(z.string(), "Its text; a bot's text is Markdown.", "It will arrive tomorrow before noon."),
  rich_text: richText,
  files: messageFiles,
  in_reply_to: described(
    z.string().nullable(),
    "The customer's message that the bot answered with it; null for other messages.",
    "msg_01k5x8c9v3b7n1m5q0w4e8r2ty",
  ),
  created_at: described(z.iso.datetime(), "When it was written.", "2026-03-02T09:15:04.960Z"),
};

/** A message of the bot or an employee has reached the channel. */
export const messageSent = z.object({
  ...messageKeys,
  sent_at: described(
    z.iso.datetime(),
    "When the channel accepted it, or when it was stored if the customer's page fetches messages.",
    "2026-03-02T09:15:05.210Z",
  ),
  ...conversationKeys,
});

/** A message of the bot or an employee was given up, so the customer does not have it. */
export const messageUndelivered = z.object({
  ...messageKeys,
  error: described(z.string(), "Why the last attempt failed.", "The channel answered 503 Service Unavailable."),
  attempts: described(z.int(), "How many attempts were made.", 6),
  failed_at: described(z.iso.datetime(), "When it was given up.", "2026-03-02T10:27:41.003Z"),
  ...conversationKeys,
});
