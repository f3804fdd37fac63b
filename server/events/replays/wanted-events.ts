import { type SQL, sql } from "drizzle-orm";
import { eventDeliveries, eventEndpoints, events } from "@/db/schema/events";
import { wants } from "../publish/wants-event";

/** What a replay sends: the undelivered events only, or every event that the endpoint wants. */
export type ReplayMode = "failed" | "all";

export interface Wanted {
  workspaceId: string;
  endpointId: string;
  mode: ReplayMode;
  /** Times, as expressions: only events of this period. */
  from: SQL;
  until: SQL;
  /** Only events behind this position. */
  after: number;
}

/**
 * Selects `id`, `name` and `position` of the events that a replay sends. A delivery that is still being made, and a test,
 * is not part of it.
 */
export function selectWanted({ workspaceId, endpointId, mode, from, until, after }: Wanted): SQL {
  const inPeriod = sql`p.workspace_id = ${workspaceId} and p.position > ${after}::bigint and p.position > 0
    and p.created_at >= ${from} and p.created_at <= ${until}`;
  const delivery = sql`${eventDeliveries} d where d.endpoint_id = ${endpointId} and d.event_id = p.id`;
  if (mode === "failed") {
    return sql`
      select p.id, p.name, p.position from ${events} p
      where ${inPeriod} and exists (select from ${delivery} and d.status = 'undelivered' and not d.is_test)`;
  }
  return sql`
    select p.id, p.name, p.position
    from ${events} p join ${eventEndpoints} x on x.id = ${endpointId} and x.workspace_id = p.workspace_id
    where ${inPeriod} and not exists (select from ${delivery} and d.status = 'delivering') and ${wants}`;
}
