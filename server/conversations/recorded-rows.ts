import { type SQL, sql } from "drizzle-orm";
import type { Slots } from "@/db/statement";
import { escalationEvent, startedEvent } from "@/server/events/recording/conversation-events";
import { receivedEvent } from "@/server/events/recording/received-event";
import { sentEvents } from "@/server/events/recording/sent-event";
import { isEscalation } from "./answering/intercept";

export type RecordedValues = Record<"startedEventId" | "messageEventId" | "escalationEventId", string> & {
  /** The message has files, which are stored after it. */
  hasFiles: boolean;
};

type Params = Slots<RecordedValues & { workspaceId: string; byCustomer: boolean }>;

/**
 * Parts of a WITH clause of the statement that stores a message: the events for endpoints and the feed. A message that a turn will answer is recorded when the
 * turn ends, and a message with files when they are stored.
 */
export function recordedRows(params: Params): SQL {
  const { workspaceId, byCustomer } = params;
  const from = sql`conversation c cross join message m`;
  return sql`
    started_event as (
      ${startedEvent({ id: params.startedEventId, workspaceId, from: sql`conversation c`, where: sql`c.is_new` })}
    ), escalation_event as (
      ${escalationEvent({
        id: params.escalationEventId,
        workspaceId,
        from: sql`conversation c cross join verdict`,
        where: isEscalation,
      })}
    ), received_event as (
      ${receivedEvent({
        id: params.messageEventId,
        workspaceId,
        from,
        where: sql`${byCustomer} and not ${params.hasFiles} and not exists (select from due)`,
        answered: sql`null::json`,
      })}
    ), sent_event as (
      ${sentEvents({
        id: params.messageEventId,
        workspaceId,
        from,
        where: sql`not ${byCustomer} and not ${params.hasFiles}`,
        files: sql`'[]'::json`,
      })}
    )`;
}

/** Whether any of them was recorded. */
export const hasRecorded = sql`(
  exists (select from started_event) or exists (select from escalation_event)
  or exists (select from received_event) or exists (select from sent_event)
)`;
