import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { EventName } from "@/server/schemas/events/event-names";
import { MOST_COUNTED, type EndpointHealth } from "./health";

/** Whether an endpoint gets events, and why not. Times are ISO 8601. */
type EndpointState =
  | { kind: "on" }
  | { kind: "failing"; since: string; failuresInARow: number }
  /** Ten failures in a row: only a probe is sent. */
  | { kind: "circuit_open"; since: string; failuresInARow: number; probeAt: string }
  | { kind: "off"; reason: "member" | "gone" | "failing"; at: string | null };

/** An endpoint in the list. */
export interface ListedEndpoint {
  id: string;
  name: string;
  /** The values of its query are masked. */
  url: string;
  events: EventName[];
  botIds: string[] | null;
  channelIds: string[] | null;
  tags: string[] | null;
  enabled: boolean;
  state: EndpointState;
  health: EndpointHealth;
}

interface Row extends Record<string, unknown>, Omit<ListedEndpoint, "state" | "health">, EndpointHealth {
  reason: "member" | "gone" | "failing" | null;
  disabledAt: string | null;
  failuresInARow: number;
  failingSince: string | null;
  probeAt: string | null;
}

/**
 * Reads the endpoints of a workspace with their health in one statement, oldest first.
 * @param endpointId Only this one; null for all.
 */
export async function readEndpoints(workspaceId: string, endpointId: string | null): Promise<ListedEndpoint[]> {
  const rows = await db.execute<Row>(sql`
    select e.id, e.name, e.url_shown as url, e.events, e.bot_ids as "botIds", e.channel_ids as "channelIds", e.tags,
      e.enabled, e.disabled_reason as reason, ${iso("e.disabled_at")} as "disabledAt",
      e.failures_in_a_row as "failuresInARow", ${iso("e.failing_since")} as "failingSince",
      ${iso("e.probe_at")} as "probeAt", coalesce(health.requests, 0) as requests,
      coalesce(health.delivered, 0) as delivered, health.p95 as "p95Ms", coalesce(health.hours, '[]') as hours,
      waiting.number as waiting
    from event_endpoints e
    cross join lateral (
      select max(requests) filter (where hour is null) as requests,
        max(delivered) filter (where hour is null) as delivered,
        max(p95) filter (where hour is null) as p95,
        json_agg(json_build_object('at', ${iso("hour")}, 'delivered', delivered, 'failed', requests - delivered)
          order by hour) filter (where hour is not null) as hours
      from (
        select date_bin('1 hour', a.created_at, 'epoch') as hour, count(*)::int as requests,
          (count(*) filter (where a.status between 200 and 299))::int as delivered,
          percentile_disc(0.95) within group (order by a.duration_ms) as p95
        from event_attempts a
        where a.endpoint_id = e.id and a.workspace_id = e.workspace_id
          and a.created_at > now() - interval '24 hours' and (a.status is not null or a.error is not null)
        group by grouping sets ((date_bin('1 hour', a.created_at, 'epoch')), ())
      ) hourly
    ) health
    cross join lateral (
      select count(*)::int as number from (
        select 1 from event_deliveries d where d.endpoint_id = e.id and d.status = 'delivering' limit ${MOST_COUNTED + 1}
      ) waiting
    ) waiting
    where e.workspace_id = ${workspaceId} ${endpointId === null ? sql`` : sql`and e.id = ${endpointId}`}
    order by e.created_at, e.id`);
  return rows.map(({ requests, delivered, p95Ms, hours, waiting, ...row }) => {
    const { id, name, url, events, botIds, channelIds, tags, enabled } = row;
    const health = { requests, delivered, p95Ms, hours, waiting };
    return { id, name, url, events, botIds, channelIds, tags, enabled, state: stateOf(row), health };
  });
}

function stateOf(row: Pick<Row, "enabled" | "reason" | "disabledAt" | "failuresInARow" | "failingSince" | "probeAt">) {
  const { enabled, reason, disabledAt, failuresInARow, failingSince: since, probeAt } = row;
  if (!enabled) return { kind: "off" as const, reason: reason ?? "member", at: disabledAt };
  if (since === null) return { kind: "on" as const };
  if (probeAt !== null) return { kind: "circuit_open" as const, since, failuresInARow, probeAt };
  return { kind: "failing" as const, since, failuresInARow };
}

function iso(column: string) {
  return sql`to_char(${sql.raw(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
