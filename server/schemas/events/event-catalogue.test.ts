import { expect, it } from "vitest";
import {
  envelopeJsonSchema,
  eventCatalogue,
  eventJsonSchema,
  payloadJsonSchema,
  samplePayload,
} from "./event-catalogue";
import { eventNames } from "./event-names";

/** In the order of the documentation of Smartly.ai (reference §3.1). */
const MESSAGE_RECEIVED =
  `input, corrected_input, intent, intent_slug, intent_id, confidence, confidence_threshold, custom_entities,
  system_entities, alternatives, understood, understood_nlu, never_trained, state_id, state_name, answer, reprompt, end_session,
  user_id, platform, muted, need_help, handover_category_name, payload, no_reply_prompt, probabilistic_nlu_processing_time,
  rule_based_nlu_processing_time, dialog_management_processing_time, rich_text, show_answer_survey, show_conversation_survey,
  webchat_input_place_holder, webchat_hidden_input, has_webhook_integration, lang, skill_id, input_type, client_id, master_bot,
  client_session_id, first_client_session_id, nlu_model, number_of_nounderstood, is_smartly_integration, is_simulator, event_name,
  total_processing_time`.split(/,\s+/);

it("The payload of message_received begins with the documented keys in their order", () => {
  const keys = Object.keys(samplePayload("message_received"));
  expect(keys.slice(0, MESSAGE_RECEIVED.length)).toEqual(MESSAGE_RECEIVED);
});

it("The payload of escalation_requested begins with the documented keys in their order", () => {
  const keys = Object.keys(samplePayload("escalation_requested"));
  expect(keys.slice(0, 4)).toEqual(["skill_id", "lang", "plateform", "client_id"]);
});

it("The catalogue lists every event in the order of their names", () => {
  expect(Object.keys(eventCatalogue)).toEqual([...eventNames]);
});

it.each(eventNames)("Every key of %s has a description and an example, and the sample is valid", (name) => {
  const { properties = {} } = payloadJsonSchema(name);
  const incomplete = Object.entries(properties).filter(
    ([, property]) => typeof property !== "object" || !property.description || !("example" in property),
  );
  expect(incomplete).toEqual([]);
  const sample = samplePayload(name);
  expect(eventCatalogue[name].schema.strict().parse(sample)).toEqual(sample);
  expect(Object.keys(properties)).toEqual([...Object.keys(sample), "sequence", "truncated", "link"]);
});

it.each(eventNames)("The JSON Schema of %s requires its name, its keys and its sequence", (name) => {
  expect(eventJsonSchema(name)).toMatchObject({
    properties: {
      event: { const: name },
      payload: { required: [...Object.keys(samplePayload(name)), "sequence"] },
    },
    required: ["event", "payload"],
  });
});

it("The JSON Schema of the envelope names every event", () => {
  expect(envelopeJsonSchema()).toMatchObject({
    properties: { event: { enum: [...eventNames] }, payload: { required: ["sequence"] } },
  });
});
