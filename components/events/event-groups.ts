import type { EventName } from "@/server/schemas/events/event-names";

/** The events as forms and the catalogue group them. */
export const eventGroups: readonly { title: string; events: readonly EventName[] }[] = [
  {
    title: "Messages",
    events: ["message_received", "message_sent", "message_undelivered"],
  },
  {
    title: "Conversations",
    events: ["conversation_started", "escalation_requested", "conversation_closed", "feedback_received"],
  },
  { title: "Actions", events: ["action_succeeded", "action_failed"] },
  { title: "Workspace", events: ["bot_published", "endpoint_disabled"] },
];
