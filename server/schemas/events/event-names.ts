/** The events that endpoints receive, by their names on the wire (CONTRACTS §6). */
export const eventNames = [
  "message_received",
  "escalation_requested",
  "message_sent",
  "message_undelivered",
  "conversation_started",
  "conversation_closed",
  "action_succeeded",
  "action_failed",
  "bot_published",
  "feedback_received",
  "endpoint_disabled",
] as const;
export type EventName = (typeof eventNames)[number];
