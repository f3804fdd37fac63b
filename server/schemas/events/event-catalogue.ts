import { z } from "zod";
import { actionFailed, actionSucceeded } from "./action-ended.ts";
import { conversationClosed, conversationStarted, feedbackReceived } from "./conversation-changed.ts";
import { escalationRequested } from "./escalation-requested.ts";
import { type EventName, eventNames } from "./event-names.ts";
import { messageReceived } from "./message-received.ts";
import { messageSent, messageUndelivered } from "./message-sent.ts";
import { botPublished, endpointDisabled } from "./workspace-changed.ts";

/**
 * What each event means and carries (CONTRACTS §6). A schema describes the stored payload, whose keys are written in the
 * schema's order; publishing adds `sequence`.
 */
export const eventCatalogue = {
  message_received: {
    title: "Message received",
    description: "A customer's message and what the bot answered. Sent when the bot has answered, or will not answer.",
    schema: messageReceived,
  },
  escalation_requested: {
    title: "Person wanted",
    description: "A conversation was handed off to people, so that its bot is silent.",
    schema: escalationRequested,
  },
  message_sent: {
    title: "Message sent",
    description: "A message of the bot or an employee has reached the customer's channel.",
    schema: messageSent,
  },
  message_undelivered: {
    title: "Message not delivered",
    description: "The last attempt to deliver a message of the bot or an employee has failed.",
    schema: messageUndelivered,
  },
  conversation_started: {
    title: "Conversation started",
    description: "A customer wrote for the first time.",
    schema: conversationStarted,
  },
  conversation_closed: {
    title: "Conversation closed",
    description: "A member or the bot closed a conversation.",
    schema: conversationClosed,
  },
  action_succeeded: {
    title: "Action succeeded",
    description: "An action that a bot called has succeeded.",
    schema: actionSucceeded,
  },
  action_failed: {
    title: "Action failed",
    description: "An action that a bot called has failed.",
    schema: actionFailed,
  },
  bot_published: {
    title: "Bot published",
    description: "A member published a version of a bot.",
    schema: botPublished,
  },
  feedback_received: {
    title: "Feedback received",
    description: "A customer rated an answer or the conversation, or changed the rating.",
    schema: feedbackReceived,
  },
  endpoint_disabled: {
    title: "Endpoint disabled",
    description: "An endpoint was turned off by a member, by its own answer, or because it kept failing.",
    schema: endpointDisabled,
  },
} satisfies Record<EventName, { title: string; description: string; schema: z.ZodObject }>;

/** The payload of an event as it is stored, without `sequence`. */
export type EventPayload<N extends EventName> = z.infer<(typeof eventCatalogue)[N]["schema"]>;

/** What publishing adds to each payload. */
const publishedKeys = {
  sequence: z
    .int()
    .meta({ description: "Rises with each event of the workspace, also within a conversation.", example: 48_213 }),
  truncated: z
    .literal(true)
    .optional()
    .meta({ description: "Present if the longest texts were cut to keep the body below 256 kB.", example: true }),
  link: z.url().optional().meta({
    description: "Present with `truncated`: where the whole event is.",
    example: "https://parley.example.com/api/v1/events/evt_01k5x8ch7j1k5l9z3x6c0v4bnm",
  }),
};

/** An example payload of an event as it is stored, made of the examples of its keys. */
export function samplePayload<N extends EventName>(name: N): EventPayload<N>;
export function samplePayload(name: EventName): EventPayload<EventName> {
  const { schema } = eventCatalogue[name];
  const entries: [string, z.ZodType][] = Object.entries(schema.shape);
  return schema.parse(Object.fromEntries(entries.map(([key, type]) => [key, type.meta()?.["example"]])));
}

/** With objects that may have further keys: keys are added to payloads without a new version. */
const open = { io: "input" } as const;

/** The JSON Schema (2020-12) of an event's payload as endpoints and the feed get it. */
export function payloadJsonSchema(name: EventName) {
  return z.toJSONSchema(published(name), open);
}

/** The JSON Schema (2020-12) of the whole body of an event, `{event, payload}`. */
export function eventJsonSchema(name: EventName) {
  return z.toJSONSchema(z.object({ event: z.literal(name), payload: published(name) }), open);
}

/** The JSON Schema (2020-12) of the body of any event. */
export function envelopeJsonSchema() {
  return z.toJSONSchema(
    z.object({
      event: z.enum(eventNames).meta({ description: "What happened." }),
      payload: z
        .looseObject(publishedKeys)
        .meta({ description: "What is known about it; its keys depend on the event." }),
    }),
    open,
  );
}

function published(name: EventName) {
  return z.object({ ...eventCatalogue[name].schema.shape, ...publishedKeys });
}
