import type { eventEndpoints } from "@/db/schema/events";
import type { NewEvent } from "../record-event";

type Endpoint = Pick<
  typeof eventEndpoints.$inferSelect,
  "id" | "workspaceId" | "name" | "urlShown" | "failingSince"
> & {
  disabledReason: NonNullable<(typeof eventEndpoints.$inferSelect)["disabledReason"]>;
  disabledAt: Date;
};

/** The event of an endpoint that was turned off. */
export function endpointDisabled(endpoint: Endpoint): NewEvent {
  const { id, workspaceId, name, urlShown, disabledReason, disabledAt, failingSince } = endpoint;
  const at = disabledAt.toISOString();
  return {
    workspaceId,
    botId: null,
    channelId: null,
    conversationId: null,
    name: "endpoint_disabled",
    payload: {
      endpoint_id: id,
      endpoint_name: name,
      endpoint_url: urlShown,
      reason: disabledReason,
      failing_since: failingSince?.toISOString() ?? null,
      disabled_at: at,
    },
    sourceKey: `disabled-${id}-${at}`,
  };
}
