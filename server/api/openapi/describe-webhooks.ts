import { eventCatalogue, samplePayload } from "@/server/schemas/events/event-catalogue";
import { type EventName, eventNames } from "@/server/schemas/events/event-names";
import { bodyProperties } from "./event-schemas";

/** What every request of a webhook carries (Standard Webhooks 1.0). */
const headers = [
  ["webhook-id", "The id of the event, the same in each attempt and in the feed."],
  ["webhook-timestamp", "When the request was signed, in seconds since 1970."],
  ["webhook-signature", "One or more signatures `v1,<base64>` of `<id>.<timestamp>.<body>` by HMAC-SHA256."],
] as const;

/** Returns the requests that endpoints get, for the OpenAPI document. */
export function describeWebhooks(): Record<string, unknown> {
  return Object.fromEntries(eventNames.map((name) => [name, { post: describeWebhook(name) }]));
}

function describeWebhook(name: EventName) {
  const { title, description } = eventCatalogue[name];
  const properties = bodyProperties(name);
  const example = { event: name, payload: { ...samplePayload(name), sequence: 48_213 } };
  return {
    operationId: `on_${name}`,
    summary: title,
    description,
    security: [],
    parameters: headers.map(([header, meaning]) => ({
      name: header,
      in: "header",
      required: true,
      description: meaning,
      schema: { type: "string" },
    })),
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: { type: "object", properties, required: Object.keys(properties) },
          example,
        },
      },
    },
    responses: { "2XX": { description: "The event was received. Any other answer is a failed attempt." } },
  };
}
