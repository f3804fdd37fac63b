import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { statement } from "@/db/statement";
import { wants } from "./wants-event";

/** An endpoint with deliveries that are due. */
export interface DueEndpoint {
  workspaceId: string;
  endpointId: string;
}

const BATCH = 500;

/**
 * Publishes a workspace's recorded events: gives each its place in the feed, and each endpoint that wants it a delivery.
 * One process publishes for a workspace at a time, so that places are visible in their order: a reader of the feed
 * continues after a place without missing an event that was committed late.
 * @returns the endpoints that got deliveries.
 */
export async function publishEvents(workspaceId: string): Promise<DueEndpoint[]> {
  const due = new Set<string>();
  for (;;) {
    const { count, endpointIds } = await publishBatch(workspaceId);
    for (const id of endpointIds) due.add(id);
    if (count < BATCH) return [...due].map((endpointId) => ({ workspaceId, endpointId }));
  }
}

interface BatchRow extends Record<string, unknown> {
  count: number;
  endpointIds: string[];
}

function publishBatch(workspaceId: string): Promise<BatchRow> {
  return db.transaction(async (tx) => {
    await lock({ workspaceId }, tx);
    // A separate statement, which sees what was published while the first one waited for the lock.
    const [row] = await publish({ workspaceId }, tx);
    return row ?? { count: 0, endpointIds: [] };
  });
}

const lock = statement<{ workspaceId: string }, Record<string, unknown>>(
  ({ workspaceId }) => sql`select pg_advisory_xact_lock(hashtextextended('events:' || ${workspaceId}::text, 0))`,
);

const publish = statement<{ workspaceId: string }, BatchRow>(
  ({ workspaceId }) => sql`
    with batch as materialized (
      select id from events where workspace_id = ${workspaceId} and position is null
      order by id limit ${sql.raw(`${BATCH}`)}
    ), placed as materialized (
      select id, nextval('event_positions') as position from (select id from batch order by id) in_order
    ), published as (
      update events e set position = placed.position from placed where e.id = placed.id
      returning e.id, e.workspace_id, e.name, e.bot_id, e.channel_id, e.conversation_id
    ), due as (
      insert into event_deliveries (id, workspace_id, endpoint_id, event_id, event_name, status, next_attempt_at)
      select 'edl' || substr(p.id, 4) || '-' || substr(x.id, 5), p.workspace_id, x.id, p.id, p.name, 'delivering', now()
      from published p join event_endpoints x on x.workspace_id = p.workspace_id and x.enabled and ${wants}
      on conflict do nothing
      returning endpoint_id
    )
    select (select count(*) from batch)::int as count,
      coalesce((select array_agg(distinct endpoint_id) from due), '{}') as "endpointIds"`,
);
