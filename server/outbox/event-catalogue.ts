import { z } from "zod";

/** Every event that the product sends to Inngest: name and payload. */
export const eventCatalogue = {
  /** A customer's message was stored and needs an answer. */
  "conversation/message.received": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    messageId: z.string(),
    /** How long to wait for further messages, to answer them together. */
    mergeSeconds: z.int().optional(),
  }),
  /** A run was queued (a row of action_runs). */
  "action/run.requested": z.object({ workspaceId: z.string(), runId: z.string() }),
  /** A step suspends its run until a time (ISO 8601). */
  "action/run.resting": z.object({
    workspaceId: z.string(),
    runId: z.string(),
    position: z.int(),
    until: z.string(),
  }),
  /** The suspension is over, and the run continues with the next step. */
  "action/run.resumed": z.object({ workspaceId: z.string(), runId: z.string(), position: z.int() }),
  /** A conversation's run ended after the turn that started it had stopped waiting. */
  "conversation/action.ended": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    runId: z.string(),
  }),
  /** A customer has been silent for the time of a rule (a row of silence_timers). */
  "conversation/silence.due": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    /** The customer's newest message. */
    messageId: z.string(),
    ruleId: z.string(),
  }),
  /** The rows of a file must be imported into a table. */
  "table/import.requested": z.object({ workspaceId: z.string(), importId: z.string() }),
  /** A linked table must be read again. */
  "table/refresh.requested": z.object({ workspaceId: z.string(), tableId: z.string() }),
  /** A source of the knowledge base must be read (the source's `reading_id`). */
  "knowledge/reading.requested": z.object({ workspaceId: z.string(), sourceId: z.string(), readingId: z.string() }),
  /** Members changed or deleted parts of a workspace's knowledge, so the statistics of its words are not right any more. */
  "knowledge/statistics.outdated": z.object({ workspaceId: z.string() }),
  /** Texts of the knowledge base need vectors of the workspace's embedding model, or have vectors of an old one. */
  "knowledge/vectors.requested": z.object({ workspaceId: z.string() }),
  /** The phrases of a bot's draft must be trained, because a member publishes it. */
  "scenario/training.requested": z.object({ workspaceId: z.string(), botId: z.string(), phraseKey: z.string() }),
  /** A conversation has messages to send to its channel. */
  "delivery/requested": z.object({ workspaceId: z.string(), conversationId: z.string() }),
  /** A notification must be sent to the people of a workspace. */
  "notification/created": z.object({ workspaceId: z.string(), notificationId: z.string() }),
  /** An e-mail of accounts and teams must be sent (a row of emails). */
  "email/requested": z.object({ emailId: z.string() }),
  /** A visitor of a chat wants the transcript of their conversation by e-mail. */
  "chat/transcript.requested": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    email: z.string(),
    /** A language tag; null for the channel's. */
    language: z.string().nullable(),
    timeZone: z.string(),
  }),
  /** A call of a campaign webhook failed and must be made again (a row of scenario_webhook_calls). */
  "scenario/webhook-call.failed": z.object({ workspaceId: z.string(), callId: z.string() }),
  /** An endpoint has deliveries of events that are due. */
  "events/delivery.due": z.object({ workspaceId: z.string(), endpointId: z.string() }),
  /** A replay of an endpoint's events was started (a row of event_replays). */
  "events/replay.requested": z.object({ workspaceId: z.string(), replayId: z.string() }),
  /** Runs the sweep now instead of at the next minute. */
  "parley/sweep.requested": z.object({}),
};

export type EventName = keyof typeof eventCatalogue;

/** An event that is not yet in the outbox. */
export type NewEvent = { [N in EventName]: { name: N; data: z.infer<(typeof eventCatalogue)[N]> } }[EventName];
