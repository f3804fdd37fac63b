import { authenticateApiKey } from "@/server/accounts/api-keys/authenticate-api-key";
import { findEvent } from "@/server/events/feed/find-event";
import { feedQuery } from "@/server/events/feed/feed-query";
import { readFeed } from "@/server/events/feed/read-feed";
import { OpenStreams } from "@/server/http/streams/open-streams";
import { z } from "zod";
import { idText } from "@/server/input-types";
import { apiEndpoint } from "./api-endpoint";
import { jsonResponse } from "./json-response";
import { schemaLink } from "./openapi/schema-link";

/** Each waiting request looks for events every second, so a key may have only a few of them. */
const WAITS_PER_KEY = 5;
const waits = new OpenStreams(WAITS_PER_KEY);

export const listEvents = apiEndpoint({
  id: "listEvents",
  method: "GET",
  path: "/events",
  scope: "events:read",
  summary: "List events",
  description:
    "The events of the workspace in a fixed order: a reader who continues after the last id misses none and gets none " +
    "twice. They have the same ids and bodies as in webhooks.",
  params: {},
  query: feedQuery,
  response: { description: "Events, oldest first.", schema: schemaLink("EventPage") },
  refusals: [404, 410],
  async answer({ caller, query, request, later }) {
    const place = query.wait > 0 ? waits.enter(caller.keyId) : null;
    try {
      const until = place ? AbortSignal.any([request.signal, place.displaced]) : request.signal;
      const { items, hasMore, next } = await readFeed(caller.workspaceId, query, until, later);
      // The key may have been revoked while the request waited.
      if (place) await authenticateApiKey(request.headers.get("authorization"), "events:read");
      return jsonResponse(`{"data":[${items.join(",")}],"has_more":${hasMore},"next":${JSON.stringify(next)}}`);
    } finally {
      place?.leave();
    }
  },
});

export const getEvent = apiEndpoint({
  id: "getEvent",
  method: "GET",
  path: "/events/{event_id}",
  scope: "events:read",
  summary: "Get an event",
  description: "The whole event, also if it was cut in the list and in webhooks because of its size.",
  params: { event_id: "The id of an event." },
  query: z.strictObject({}),
  response: { description: "The event.", schema: schemaLink("Event") },
  refusals: [404],
  async answer({ caller, params, later }) {
    return jsonResponse(await findEvent(caller.workspaceId, idText.parse(params["event_id"]), later));
  },
});
