import { type SQL, sql } from "drizzle-orm";
import { eventNames } from "@/server/schemas/events/event-names";
import { classNumber, type DeliveryFilters, responseClasses } from "../delivery-filters";
import { all, inTime, pageLimit, type Search, type Source, texts, type Wanted } from "./source";

const statuses = ["delivering", "delivered", "undelivered"];

/** Finds deliveries of events to endpoints. */
export const findEvents: Source = (wanted) => {
  const { workspaceId, filters, search } = wanted;
  if (filters.channelId !== undefined) return null;
  if (search) return bySearch(wanted, search);
  if (isByCombination(filters)) return byCombination(wanted);
  if (filters.endpointId !== undefined) return byEndpoint(wanted, sql`true`);
  return sql`
    select 'event' as kind, d.id, d.created_at from event_deliveries d
    where d.workspace_id = ${workspaceId} and ${inTime(filters)}
    order by d.created_at desc, d.id desc limit ${pageLimit}`;
};

function isByCombination({ event, status, response }: DeliveryFilters): boolean {
  return event !== undefined || status !== undefined || response !== undefined;
}

/**
 * Reads the newest deliveries of each combination of endpoint, status, event and class from the index
 * `event_deliveries_filtered`. The time does not depend on how rare the matches are, as it would on an index of the time
 * alone. There are a few hundred combinations.
 */
function byCombination(wanted: Wanted): SQL {
  const { event, status, response } = wanted.filters;
  const classes = (response === undefined ? responseClasses : [response]).map((name) => String(classNumber(name)));
  const some = sql`
    unnest(${texts(status === undefined ? statuses : [status])}) as s (status)
    cross join unnest(${texts(event === undefined ? eventNames : [event])}) as n (name)
    cross join unnest(${texts(withRareClasses(response === undefined, classes))}::smallint[]) as c (class)`;
  return byEndpoint(
    wanted,
    sql`d.status = s.status and d.event_name = n.name and d.response_class = c.class`,
    sql`cross join ${some}`,
  );
}

/** Without a filter, also the classes that no filter offers. */
function withRareClasses(isAny: boolean, classes: string[]): string[] {
  return isAny ? [...classes, "1", "6", "7", "8", "9"] : classes;
}

/** The endpoints restrict the deliveries to the workspace. */
function byEndpoint({ workspaceId, filters }: Wanted, condition: SQL, combinations = sql``): SQL {
  const { endpointId } = filters;
  const chosen = endpointId === undefined ? sql`true` : sql`p.id = ${endpointId}`;
  return sql`
    select 'event' as kind, newest.id, newest.created_at
    from event_endpoints p ${combinations}
    cross join lateral (
      select d.id, d.created_at from event_deliveries d
      where d.endpoint_id = p.id and ${condition} and ${inTime(filters)}
      order by d.created_at desc, d.id desc limit ${pageLimit}
    ) newest
    where p.workspace_id = ${workspaceId} and ${chosen}
    order by newest.created_at desc, newest.id desc limit ${pageLimit}`;
}

/** Finds the matches of a search first, which are few, and filters them. */
function bySearch({ workspaceId, filters }: Wanted, { id, conversationIds }: Search): SQL {
  const { endpointId, event, status, response } = filters;
  const filtered = all([
    sql`d.workspace_id = ${workspaceId}`,
    inTime(filters),
    endpointId === undefined ? null : sql`d.endpoint_id = ${endpointId}`,
    event === undefined ? null : sql`d.event_name = ${event}`,
    status === undefined ? null : sql`d.status = ${status}`,
    response === undefined ? null : sql`d.response_class = ${classNumber(response)}`,
  ]);
  return sql`
    with found as materialized (
      select id from events where workspace_id = ${workspaceId} and id = ${id}
      union
      select id from events
      where workspace_id = ${workspaceId} and conversation_id = any(${texts(conversationIds)})
    ), matches as materialized (
      select d.id, d.created_at from found join event_deliveries d on d.event_id = found.id where ${filtered}
      union
      select d.id, d.created_at from event_deliveries d where d.id = ${id} and ${filtered}
    )
    select 'event' as kind, id, created_at from matches order by created_at desc, id desc limit ${pageLimit}`;
}
