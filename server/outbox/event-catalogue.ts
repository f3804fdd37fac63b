import { z } from "zod";

/** Every event that the product owes Inngest, by name, with its payload. */
export const eventCatalogue = {
  /** A customer's message is stored and wants an answer. */
  "conversation/message.received": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    messageId: z.string(),
    /** Newer messages are waited for so long, to be answered together. */
    mergeSeconds: z.int().optional(),
  }),
  /** A row of action_runs is queued. */
  "action/run.requested": z.object({ workspaceId: z.string(), runId: z.string() }),
  /** A step of a run rests until a moment (ISO 8601). */
  "action/run.resting": z.object({
    workspaceId: z.string(),
    runId: z.string(),
    position: z.int(),
    until: z.string(),
  }),
  /** A step's rest is over, and the run goes on with the step after it. */
  "action/run.resumed": z.object({ workspaceId: z.string(), runId: z.string(), position: z.int() }),
  /** A run that no turn waited for any longer has ended in a conversation. */
  "conversation/action.ended": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    runId: z.string(),
  }),
  /** A file's rows are to be put into a table. */
  "table/import.requested": z.object({ workspaceId: z.string(), importId: z.string() }),
  /** A linked table is to be read again. */
  "table/refresh.requested": z.object({ workspaceId: z.string(), tableId: z.string() }),
  /** A conversation has messages to send to its channel. */
  "delivery/requested": z.object({ workspaceId: z.string(), conversationId: z.string() }),
  /** People of a workspace are to be told something. */
  "notification/created": z.object({ workspaceId: z.string(), notificationId: z.string() }),
  /** Look for what a crash left undone, now rather than at the next minute. */
  "parley/sweep.requested": z.object({}),
};

export type EventName = keyof typeof eventCatalogue;

/** An event that is not yet in the outbox. */
export type NewEvent = { [N in EventName]: { name: N; data: z.infer<(typeof eventCatalogue)[N]> } }[EventName];
