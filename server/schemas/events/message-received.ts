import { z } from "zod";
import { described } from "./described.ts";
import { messageFiles, richText } from "./message-keys.ts";

const alternative = z.object({
  intent: z.string().meta({ description: "The interaction's name." }),
  intent_id: z.string().meta({ description: "The interaction." }),
  confidence: z.number().meta({ description: "Its score, from 0 to 1." }),
});

const model = z.object({
  name: z.string().nullable().meta({ description: "The model that answered." }),
  version: z.string().nullable().meta({ description: "The published version of the bot." }),
});

const milliseconds = z.int().min(0).nullable();

/**
 * A customer's message and what the bot answered. The keys up to `total_processing_time` are those of Smartly.ai, in its
 * order (reference §3.1); the ones that Parley has no value for are null or empty.
 */
export const messageReceived = z.object({
  input: described(z.string(), "What the customer wrote.", "Where is my parcel?"),
  corrected_input: described(z.string().nullable(), "Always null: messages are not corrected.", null),
  intent: described(z.string().nullable(), "The name of the interaction that the message matched.", "Track a parcel"),
  intent_slug: described(z.string().nullable(), "The same name in lower case, with hyphens.", "track-a-parcel"),
  intent_id: described(z.string().nullable(), "The id of that interaction.", "int_01k5x85r2t6y0u4i8o3p7a1sdf"),
  confidence: described(z.number().nullable(), "The score of the match, from 0 to 1.", 0.91),
  confidence_threshold: described(z.number().nullable(), "The lowest score that counts as a match.", 0.62),
  custom_entities: described(
    z.record(z.string(), z.unknown()),
    "The values that the message set as variables of the conversation.",
    { order: "A-1042" },
  ),
  system_entities: described(z.record(z.string(), z.unknown()), "Always empty.", {}),
  alternatives: described(z.array(alternative), "The interactions that came next, best first.", [
    { intent: "Opening hours", intent_id: "int_01k5x86b7n1m5q9w3e6r0t4yui", confidence: 0.34 },
  ]),
  understood: described(
    z.boolean().nullable(),
    "Whether an interaction, a rule or the model answered; false after Fallback. Null if no bot was to answer.",
    true,
  ),
  understood_nlu: described(
    z.boolean().nullable(),
    "Whether an interaction matched. Null if the bot compared no interactions.",
    true,
  ),
  never_trained: described(z.boolean().nullable(), "Whether the bot's scenario has no trained phrases.", false),
  state_id: described(
    z.string().nullable(),
    "The interaction at which the conversation now is.",
    "int_01k5x85r2t6y0u4i8o3p7a1sdf",
  ),
  state_name: described(z.string().nullable(), "The name of that interaction.", "Track a parcel"),
  answer: described(
    z.string().nullable(),
    "The texts that the bot answered, separated by empty lines. Null if it did not answer.",
    "It will arrive tomorrow before noon.",
  ),
  reprompt: described(z.string().nullable(), "Always null.", null),
  end_session: described(z.boolean().nullable(), "Whether the answer closed the conversation.", false),
  user_id: described(z.string(), "The customer's id in the channel.", "visitor-7f3a"),
  platform: described(z.string(), "The kind of the channel: `webchat`, `custom`, `test`, …", "webchat"),
  muted: described(z.boolean(), "Whether people have the conversation, so that the bot is silent.", false),
  need_help: described(z.boolean(), "Whether a person is wanted: the bot has handed the conversation off.", false),
  handover_category_name: described(
    z.string().nullable(),
    "What made the bot hand off: control_phrase, employee, manual, action, limit or failure.",
    null,
  ),
  payload: described(
    z.record(z.string(), z.unknown()),
    "The option that the customer chose, as `{value}`; otherwise empty.",
    {},
  ),
  no_reply_prompt: described(z.string().nullable(), "Always null.", null),
  probabilistic_nlu_processing_time: described(milliseconds, "Always null: not measured.", null),
  rule_based_nlu_processing_time: described(milliseconds, "Always null: not measured.", null),
  dialog_management_processing_time: described(milliseconds, "Always null: not measured.", null),
  rich_text: richText,
  show_answer_survey: described(z.boolean().nullable(), "Always null.", null),
  show_conversation_survey: described(z.boolean().nullable(), "Always null.", null),
  webchat_input_place_holder: described(z.string().nullable(), "Always null.", null),
  webchat_hidden_input: described(z.boolean().nullable(), "Always null.", null),
  has_webhook_integration: described(z.boolean().nullable(), "Whether the answer used a scenario's webhook.", false),
  lang: described(z.string().nullable(), "The bot's language, such as `fr-fr`; null if it is not fixed.", "en-us"),
  skill_id: described(z.string(), "The bot.", "bot_01k5x7zt0v4n8h2c6p9s3g1mfj"),
  input_type: described(z.string(), "`text`, `audio`, `image` or `file`.", "text"),
  client_id: described(z.string(), "The workspace.", "ws_01k5x7y2b6n0m4q8w1e5r9t3yu"),
  master_bot: described(
    z.string().nullable(),
    "The bot that first answered a conversation that was given to another bot; null if it is the same.",
    null,
  ),
  client_session_id: described(
    z.string(),
    "24 hex digits that stand for the conversation.",
    "5f0c3a9e17b24d6880e1c5fa",
  ),
  first_client_session_id: described(
    z.string(),
    "The same for the customer's first conversation in the channel.",
    "5f0c3a9e17b24d6880e1c5fa",
  ),
  nlu_model: described(model, "What answered.", { name: "gpt-5-mini", version: "ver_01k5x87k3l7m1n5b9v2c6x0zas" }),
  number_of_nounderstood: described(
    z.int().nullable(),
    "How many messages in a row the bot has not understood. Null if it is not counted.",
    0,
  ),
  is_smartly_integration: described(z.boolean().nullable(), "Always false.", false),
  is_simulator: described(z.boolean(), "Whether the message was written in the test chat of a bot.", false),
  event_name: described(z.literal("NEW_INPUT"), "Always `NEW_INPUT`.", "NEW_INPUT"),
  total_processing_time: described(
    milliseconds,
    "Milliseconds from the receipt of the message to the end of its turn. Null if no bot was to answer.",
    840,
  ),
  message_id: described(z.string(), "The message.", "msg_01k5x8c9v3b7n1m5q0w4e8r2ty"),
  conversation_id: described(z.string(), "The conversation.", "cnv_01k5x8c4m2w9q7t3r6y1z0a5bd"),
  conversation_url: described(
    z.url().nullable(),
    "The conversation's page in the inbox; null for the test chat, which has none.",
    "https://parley.example.com/inbox/cnv_01k5x8c4m2w9q7t3r6y1z0a5bd",
  ),
  channel_id: described(z.string(), "The channel.", "chn_01k5x80q6e1r5t9y3u7i2o4pws"),
  files: messageFiles,
  received_at: described(z.iso.datetime(), "When the message was received.", "2026-03-02T09:15:04.120Z"),
});
