import { z } from "zod";

/** Every event that the product owes Inngest, by name, with its payload. */
export const eventCatalogue = {
  /** A customer's message is stored and wants an answer. */
  "conversation/message.received": z.object({
    workspaceId: z.string(),
    conversationId: z.string(),
    messageId: z.string(),
  }),
  /** A row of action_runs is queued. */
  "action/run.requested": z.object({ workspaceId: z.string(), runId: z.string() }),
  /** A conversation has messages to send to its channel. */
  "delivery/requested": z.object({ workspaceId: z.string(), conversationId: z.string() }),
  /** Look for what a crash left undone, now rather than at the next minute. */
  "parley/sweep.requested": z.object({}),
};

export type EventName = keyof typeof eventCatalogue;

/** An event that is not yet in the outbox. */
export type NewEvent = { [N in EventName]: { name: N; data: z.infer<(typeof eventCatalogue)[N]> } }[EventName];
