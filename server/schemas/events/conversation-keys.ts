import { z } from "zod";
import { described } from "./described.ts";

const customer = z.object({
  id: described(z.string(), "The customer's id in the channel.", "visitor-7f3a"),
  name: described(z.string().nullable(), "The customer's name, if it is known.", "Ana Pereira"),
  phone: described(z.string().nullable(), "The customer's phone number, if it is known.", "+351912345678"),
});

/** The keys that every event of a conversation ends with. */
export const conversationKeys = {
  conversation_id: described(z.string(), "The conversation.", "cnv_01k5x8c4m2w9q7t3r6y1z0a5bd"),
  conversation_url: described(
    z.url().nullable(),
    "The conversation's page in the inbox; null for the test chat, which has none.",
    "https://parley.example.com/inbox/cnv_01k5x8c4m2w9q7t3r6y1z0a5bd",
  ),
  bot_id: described(z.string(), "The bot of the conversation.", "bot_01k5x7zt0v4n8h2c6p9s3g1mfj"),
  channel_id: described(z.string(), "The channel of the conversation.", "chn_01k5x80q6e1r5t9y3u7i2o4pws"),
  platform: described(z.string(), "The kind of the channel: `webchat`, `custom`, `test`, …", "webchat"),
  customer: described(customer, "The customer.", {
    id: "visitor-7f3a",
    name: "Ana Pereira",
    phone: "+351912345678",
  }),
  is_simulator: described(z.boolean(), "Whether the conversation is in the test chat of a bot.", false),
};
