import { z } from "zod";
import { eventCatalogue, payloadJsonSchema } from "@/server/schemas/events/event-catalogue";
import { type EventName, eventNames } from "@/server/schemas/events/event-names";
import { withoutDialect } from "./without-dialect";
import { schemaLink } from "./schema-link";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What the feed adds in front of an event. */
const feedKeys = z.object({
  id: z.string().meta({
    description: "Names the event. Webhooks send it as webhook-id.",
    example: "evt_01k5x8ch7j1k5l9z3x6c0v4bnm",
  }),
  created_at: z.iso.datetime().meta({ description: "When it happened.", example: "2026-03-02T09:15:05.210Z" }),
});

/** A page of the feed, apart from the events. */
const pageKeys = z.object({
  has_more: z.boolean().meta({ description: "Whether more events follow now." }),
  next: z.string().nullable().meta({
    description:
      "The id to continue after, also if there was no event. Null if the workspace has no event yet: start again without `after`.",
  }),
});

/** Returns the schemas of the feed: a page, an event, and the payload of each kind of event. */
export function eventSchemas(): Record<string, JsonSchema> {
  return {
    EventPage: withProperties(pageKeys, { data: { type: "array", items: schemaLink("Event") } }),
    Event: {
      oneOf: eventNames.map((name) => schemaLink(eventSchemaName(name))),
      discriminator: {
        propertyName: "event",
        mapping: Object.fromEntries(eventNames.map((name) => [name, schemaLink(eventSchemaName(name)).$ref])),
      },
    },
    ...Object.fromEntries(
      eventNames.flatMap((name) => [
        [eventSchemaName(name), withProperties(feedKeys, bodyProperties(name))],
        [payloadSchemaName(name), withoutDialect(payloadJsonSchema(name))],
      ]),
    ),
  };
}

/** The properties of the body of an event, in webhooks and in the feed. */
export function bodyProperties(name: EventName): Record<string, JsonSchema> {
  return {
    event: { type: "string", const: name, description: eventCatalogue[name].description },
    payload: schemaLink(payloadSchemaName(name)),
  };
}

function withProperties(keys: z.ZodObject, more: Record<string, JsonSchema>): JsonSchema {
  const { properties, required = [], ...schema } = withoutDialect(z.toJSONSchema(keys, { io: "input" }));
  return { ...schema, properties: { ...properties, ...more }, required: [...required, ...Object.keys(more)] };
}

function eventSchemaName(name: EventName): string {
  return `Event_${name}`;
}

function payloadSchemaName(name: EventName): string {
  return `Payload_${name}`;
}
