import { z } from "zod";
import { conversationKeys } from "./conversation-keys.ts";
import { described } from "./described.ts";

const { conversation_id, conversation_url, channel_id, customer, is_simulator } = conversationKeys;

const handOffCauses = ["control_phrase", "employee", "manual", "action", "limit", "failure"] as const;

/** A conversation was handed off to people. The first four keys are those of Smartly.ai (reference §3.1). */
export const escalationRequested = z.object({
  skill_id: described(z.string(), "The bot.", "bot_01k5x7zt0v4n8h2c6p9s3g1mfj"),
  lang: described(z.string().nullable(), "The bot's language, such as `fr-fr`; null if it is not fixed.", "en-us"),
  plateform: described(z.string(), "The kind of the channel: `webchat`, `custom`, `test`, …", "webchat"),
  client_id: described(z.string(), "The workspace.", "ws_01k5x7y2b6n0m4q8w1e5r9t3yu"),
  conversation_id,
  conversation_url,
  channel_id,
  customer,
  is_simulator,
  cause: described(
    z.enum(handOffCauses),
    "What made the bot stop: the customer's or an employee's phrase (`control_phrase`), an employee's message, a member, " +
      "the bot itself or one of its actions (`action`), a limit, or a failure.",
    "action",
  ),
  reason: described(z.string(), "Why, in words.", "The customer asked for a person."),
  message_id: described(
    z.string().nullable(),
    "The customer's newest message; null if there is none.",
    "msg_01k5x8c9v3b7n1m5q0w4e8r2ty",
  ),
  requested_at: described(z.iso.datetime(), "When it was handed off.", "2026-03-02T09:15:05.020Z"),
});
