import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgSequence,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { apiScopes } from "../../server/schemas/api-scopes.ts";
import { eventNames } from "../../server/schemas/events/event-names.ts";
import { workspaces } from "./accounts.ts";
import { attemptColumns, createdAt, instant } from "./columns.ts";

/** Numbers events in the order in which they are published; see `events.position`. */
export const eventPositions = pgSequence("event_positions");

/** A fact that other systems are told, written in the transaction of the change (CONTRACTS §6). */
export const events = pgTable(
  "events",
  {
    /** Every endpoint gets it as `webhook-id`. */
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text({ enum: eventNames }).notNull(),
    /** What endpoints filter by; null where the event concerns none. */
    botId: text("bot_id"),
    channelId: text("channel_id"),
    conversationId: text("conversation_id"),
    /** The payload without `sequence`. Not jsonb, which would change the order of its keys. */
    payload: json().$type<Record<string, unknown>>().notNull(),
    /** Identifies the cause if it may be recorded again after a crash; it is stored once. */
    sourceKey: text("source_key"),
    /**
     * The event's place in the feed, and the `sequence` of its payload. Given when the event is published, by one process
     * at a time for each workspace, so that a reader of the feed who continues after a position never misses an event
     * that was committed late. Null until then. Negative for the sample that a test sends, which is not
     * published.
     */
    position: bigint({ mode: "number" }),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("events_source").on(t.workspaceId, t.sourceKey),
    uniqueIndex("events_position").on(t.workspaceId, t.position),
    index("events_unpublished")
      .on(t.workspaceId, t.id)
      .where(sql`${t.position} is null`),
    index("events_created").on(t.workspaceId, t.createdAt),
    index("events_conversation")
      .on(t.conversationId)
      .where(sql`${t.conversationId} is not null`),
  ],
);

/** A header that is sent with each request; the value of a secret one is sealed. */
export interface StoredHeader {
  name: string;
  value: string;
  isSecret: boolean;
}

/** An address that receives events. */
export const eventEndpoints = pgTable(
  "event_endpoints",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Sealed, because it may contain `?key=…`. */
    urlSealed: text("url_sealed").notNull(),
    /** For display and logs: the values of its query are masked. */
    urlShown: text("url_shown").notNull(),
    events: text({ enum: eventNames }).array().notNull(),
    /** Only events of these; null for all. An event that concerns no bot or channel passes no such filter. */
    botIds: text("bot_ids").array(),
    channelIds: text("channel_ids").array(),
    /** Only events of conversations that have one of these tags; null for all. */
    tags: text().array(),
    headers: jsonb().$type<StoredHeader[]>().notNull().default([]),
    /** `whsec_…` (Standard Webhooks). */
    secretSealed: text("secret_sealed").notNull(),
    /** The secret before the rotation, which still signs until `previousSecretUntil`. */
    previousSecretSealed: text("previous_secret_sealed"),
    previousSecretUntil: instant("previous_secret_until"),
    /** The maximum number of requests at the same time. */
    concurrency: integer().notNull().default(10),
    /** The maximum number of requests per second; null for no limit. */
    ratePerSecond: integer("rate_per_second"),
    enabled: boolean().notNull().default(true),
    /** Why it is off: a member turned it off, it answered 410, or it failed for too long. Null while it is on. */
    disabledReason: text("disabled_reason", { enum: ["member", "gone", "failing"] }),
    disabledAt: instant("disabled_at"),
    /** Failed attempts since the newest success. */
    failuresInARow: integer("failures_in_a_row").notNull().default(0),
    /** The time of the first of them. */
    failingSince: instant("failing_since"),
    /** While the circuit is open: when the next event may probe the endpoint. Null while it is closed. */
    probeAt: instant("probe_at"),
    /** The newest notice about the failures, in percent of the time until it is disabled: 0, 50, 90 or 100. */
    noticed: integer().notNull().default(0),
    /** Until when one process may deliver to this endpoint; null if none does. */
    drainedUntil: instant("drained_until"),
    /** When a sleeping run will look for due deliveries; null if none sleeps. */
    wakesAt: instant("wakes_at"),
    createdAt: createdAt(),
  },
  (t) => [index("event_endpoints_workspace").on(t.workspaceId)],
);

/** One event to one endpoint, with all its attempts. */
export const eventDeliveries = pgTable(
  "event_deliveries",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => eventEndpoints.id, { onDelete: "cascade" }),
    eventId: text("event_id")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    eventName: text("event_name", { enum: eventNames }).notNull(),
    status: text({ enum: ["delivering", "delivered", "undelivered"] }).notNull(),
    ...attemptColumns(),
    /** The number of attempts before the newest replay, which starts the schedule again. */
    attemptsBefore: integer("attempts_before").notNull().default(0),
    /** The response's status of the newest attempt; null if there was none. */
    responseStatus: integer("response_status"),
    /** Its hundreds: 2 for 200 to 299; 0 without a response. */
    responseClass: smallint("response_class")
      .notNull()
      .generatedAlwaysAs(sql`coalesce(response_status / 100, 0)`),
    /** Why the newest attempt failed. */
    error: text(),
    /** It was sent by the Test button; its payload is a sample. */
    isTest: boolean("is_test").notNull().default(false),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    uniqueIndex("event_deliveries_event").on(t.endpointId, t.eventId),
    index("event_deliveries_by_event").on(t.eventId),
    index("event_deliveries_due")
      .on(t.endpointId, t.nextAttemptAt)
      .where(sql`${t.status} = 'delivering'`),
    index("event_deliveries_created").on(t.workspaceId, t.createdAt, t.id),
    index("event_deliveries_endpoint").on(t.endpointId, t.createdAt, t.id),
    // A filtered list reads the newest deliveries of each combination of these columns (find-event-deliveries.ts).
    index("event_deliveries_filtered").on(t.endpointId, t.status, t.eventName, t.responseClass, t.createdAt, t.id),
  ],
);

/** The log of a delivery's attempts, each written when it ends. */
export const eventAttempts = pgTable(
  "event_attempts",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    deliveryId: text("delivery_id")
      .notNull()
      .references(() => eventDeliveries.id, { onDelete: "cascade" }),
    endpointId: text("endpoint_id").notNull(),
    /** Counts from 1. */
    number: integer().notNull(),
    /** Without secrets. */
    url: text().notNull(),
    /** As sent, with secret values masked. */
    requestHeaders: json("request_headers").$type<Record<string, string>>().notNull(),
    /** Null if there was no response. */
    status: integer(),
    error: text(),
    /** The first 2,000 characters of the response. */
    responseExcerpt: text("response_excerpt"),
    durationMs: integer("duration_ms").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("event_attempts_number").on(t.deliveryId, t.number),
    index("event_attempts_endpoint").on(t.endpointId, t.createdAt),
  ],
);

/** A replay of many deliveries of one endpoint, with its progress. */
export const eventReplays = pgTable(
  "event_replays",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => eventEndpoints.id, { onDelete: "cascade" }),
    /** `failed`: undelivered ones only. `all`: also delivered ones, and events from before the endpoint existed. */
    mode: text({ enum: ["failed", "all"] }).notNull(),
    since: instant("since").notNull(),
    status: text({ enum: ["running", "stopped", "finished"] }).notNull(),
    /** The number of events when it began. */
    total: integer().notNull(),
    done: integer().notNull().default(0),
    /** The position of the last event that was handled. */
    lastPosition: bigint("last_position", { mode: "number" }).notNull().default(0),
    startedBy: text("started_by").notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("event_replays_endpoint").on(t.endpointId, t.createdAt)],
);

/** Keys for the API (CONTRACTS §8). */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** Its first characters, to recognise it by. */
    prefix: text().notNull(),
    /** SHA-256 in hex; the key itself is random and is shown once. */
    hash: text().notNull(),
    scopes: text({ enum: apiScopes }).array().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.hash), index("api_keys_workspace").on(t.workspaceId)],
);
