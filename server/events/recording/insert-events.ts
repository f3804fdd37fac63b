import { type SQL, sql } from "drizzle-orm";
import type { EventName } from "@/server/schemas/events/event-names";
import { payloadJson, type PayloadSql } from "./payload-sql";

export interface RecordedRows<N extends EventName> {
  name: N;
  /** The id of the first event; those of the others start with it. */
  id: SQL;
  workspaceId: SQL;
  /**
   * A FROM list with the conversation as `c`. It needs the columns of the table that the payload reads, so that it can be
   * a row that the same statement has changed. The channel is joined as `h`.
   */
  from: SQL;
  where?: SQL;
  /** The order of several events. */
  order?: SQL;
  payload: PayloadSql<N>;
  /** Identifies the cause, so that it is recorded once; null if the change itself happens once. */
  sourceKey: SQL;
}

/**
 * Part of a WITH clause: records events of a conversation for the endpoints and the feed of its workspace, in the
 * statement that causes them. It reads one row if the workspace has used neither.
 */
export function insertEvents<N extends EventName>({
  name,
  id,
  workspaceId,
  from,
  where = sql`true`,
  order,
  payload,
  sourceKey,
}: RecordedRows<N>): SQL {
  return sql`
    insert into events (id, workspace_id, name, bot_id, channel_id, conversation_id, payload, source_key)
    select ${order === undefined ? sql`${id}::text` : numbered(id, order)}, c.workspace_id, ${name}::text, c.bot_id,
      c.channel_id, c.id, ${payloadJson(name, payload)}, ${sourceKey}
    from ${from} join channels h on h.id = c.channel_id
    where ${recordsEvents(workspaceId)} and ${where}
    on conflict do nothing
    returning 1`;
}

/** A condition, evaluated once per statement: the workspace has ever used endpoints or the feed. */
export function recordsEvents(workspaceId: SQL): SQL {
  return sql`exists (select from workspaces w where w.id = ${workspaceId} and w.events_since is not null)`;
}

/** Ids that sort in the order of the events: `evt_…`, `evt_…-0002`, … */
function numbered(id: SQL, order: SQL): SQL {
  const place = sql`row_number() over (order by ${order})`;
  return sql`${id}::text || case when ${place} > 1 then '-' || lpad((${place})::text, 4, '0') else '' end`;
}
