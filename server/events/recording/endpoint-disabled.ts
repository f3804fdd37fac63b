import type { EventPayload } from "@/server/schemas/events/event-catalogue";
import type { NewEvent } from "../record-event";

export interface DisabledEndpoint {
  id: string;
  workspaceId: string;
  name: string;
  urlShown: string;
  /** ISO 8601. */
  failingSince: string | null;
  /** ISO 8601. */
  disabledAt: string;
}

/** The event of an endpoint that was turned off. */
export function endpointDisabled(
  { id, workspaceId, name, urlShown, failingSince, disabledAt }: DisabledEndpoint,
  reason: EventPayload<"endpoint_disabled">["reason"],
): NewEvent {
  const payload: EventPayload<"endpoint_disabled"> = {
    endpoint_id: id,
    endpoint_name: name,
    endpoint_url: urlShown,
    reason,
    failing_since: failingSince,
    disabled_at: disabledAt,
  };
  const subject = { workspaceId, botId: null, channelId: null, conversationId: null };
  return { ...subject, name: "endpoint_disabled", payload, sourceKey: `endpoint-disabled-${id}-${disabledAt}` };
}
