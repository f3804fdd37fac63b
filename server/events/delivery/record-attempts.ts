import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventAttempts, eventDeliveries, eventEndpoints } from "@/db/schema/events";
import { newId } from "@/server/ids";
import type { Ending } from "@/server/webhooks/attempt-ending";
import { endAttempt, isUnderWay } from "@/server/webhooks/attempt-sql";
import { NOT_SENT } from "@/server/webhooks/post-json";

export type DeliveryStatus = (typeof eventDeliveries.$inferSelect)["status"];

/** An attempt that has ended. */
export interface EndedAttempt {
  deliveryId: string;
  endpointId: string;
  workspaceId: string;
  number: number;
  urlShown: string;
  requestHeaders: Record<string, string>;
  ending: Ending<DeliveryStatus>;
  /** The failure of a test says nothing about the endpoint's events. */
  isTest: boolean;
}

/** The health of an endpoint after attempts. */
export interface Health {
  failuresInARow: number;
  /** Seconds until the next event may probe the endpoint; null while the circuit is closed. */
  probeIn: number | null;
  /** For how many seconds it has been failing; null if the newest attempt succeeded. */
  failingFor: number | null;
  /** The newest notice about the failures, in percent of the time until it is disabled. */
  noticed: number;
}

export interface Recorded {
  /** The deliveries whose outcome was recorded; for the others, another outcome was recorded before. */
  deliveryIds: Set<string>;
  /** By the id of the endpoint, where it has changed. */
  health: Map<string, Health>;
}

/** So many failures in a row open the endpoint's circuit. */
export const FAILURES_TO_OPEN = 10;

/** The wait before the next probe is half of the time for which the endpoint has been failing, within these limits. */
const [SHORTEST_WAIT, LONGEST_WAIT] = [sql`interval '5 seconds'`, sql`interval '5 minutes'`];

/** Records how attempts ended, and what this says about their endpoints, in one transaction. */
export async function recordAttempts(attempts: readonly EndedAttempt[]): Promise<Recorded> {
  const rows = await db.execute<RecordedRow>(sql`
    with ended as (
      select * from json_to_recordset(${JSON.stringify(attempts.map(toRow))}::json) as ended (place int, attempt_id text,
        delivery_id text, endpoint_id text, workspace_id text, attempt_number int, url text, request_headers json,
        is_sent boolean, counts boolean, new_status text, retry_after float8, answered int, reason text, excerpt text, ms int)
    ),
    recorded as (
      update ${eventDeliveries} set ${endAttempt(sql`retry_after`)}, status = new_status, response_status = answered,
        error = reason, finished_at = case when new_status <> 'delivering' then now() end
      from ended
      where id = delivery_id and status = 'delivering' and attempts = attempt_number and ${isUnderWay(sql`attempt_number`)}
      returning id
    ),
    logged as (
      insert into ${eventAttempts} (id, workspace_id, delivery_id, endpoint_id, number, url, request_headers, status, error,
        response_excerpt, duration_ms)
      select attempt_id, workspace_id, delivery_id, endpoint_id, attempt_number, url, request_headers, answered, reason,
        excerpt, ms
      from ended join recorded on recorded.id = delivery_id
      on conflict do nothing
    ),
    healthy as (${changedHealth})
    select id, null as failures, null as probe_in, null as failing_for, null as noticed from recorded
    union all select * from healthy`);
  return toRecorded(rows);
}

/** A success closes the circuit; the tenth failure since the last success opens it, and a failed probe keeps it open. */
const changedHealth = sql`
  with outcomes as (
    select ended.*, max(place) filter (where is_sent) over (partition by ended.endpoint_id) as last_sent
    from ended join recorded on recorded.id = delivery_id where counts
  ),
  summed as (
    select endpoint_id, bool_or(is_sent) as has_sent,
      count(*) filter (where not is_sent and place > coalesce(last_sent, -1)) as failures
    from outcomes group by endpoint_id
  ),
  next as (
    select e.id, n.failures, case when n.failures > 0 then coalesce(n.since, now()) end as since
    from summed join ${eventEndpoints} e on e.id = endpoint_id
    cross join lateral (
      select case when has_sent then summed.failures else e.failures_in_a_row + summed.failures end as failures,
        case when not has_sent then e.failing_since end as since
    ) n
    where summed.failures > 0 or e.failures_in_a_row > 0 or e.probe_at is not null or e.noticed > 0
  )
  update ${eventEndpoints} e set failures_in_a_row = next.failures, failing_since = next.since,
    noticed = case when next.failures = 0 then 0 else e.noticed end,
    probe_at = case when next.failures >= ${FAILURES_TO_OPEN}
      then now() + least(greatest((now() - next.since) / 2, ${SHORTEST_WAIT}), ${LONGEST_WAIT}) end
  from next where e.id = next.id
  returning e.id, e.failures_in_a_row, extract(epoch from e.probe_at - now())::float8,
    extract(epoch from now() - e.failing_since)::float8, e.noticed`;

function toRow({ ending, ...attempt }: EndedAttempt, place: number) {
  const isSent = ending.kind === "sent";
  const { status, durationMs, responseExcerpt } = ending.request ?? NOT_SENT;
  return {
    place,
    attempt_id: newId("eventAttempt"),
    delivery_id: attempt.deliveryId,
    endpoint_id: attempt.endpointId,
    workspace_id: attempt.workspaceId,
    attempt_number: attempt.number,
    url: attempt.urlShown,
    request_headers: attempt.requestHeaders,
    is_sent: isSent,
    counts: isSent || !attempt.isTest,
    new_status: ending.status,
    retry_after: ending.retryAfter,
    answered: status,
    reason: ending.error,
    excerpt: responseExcerpt,
    ms: durationMs,
  };
}

/** A delivery or, with the number of its failures, an endpoint. */
interface RecordedRow extends Record<string, unknown> {
  id: string;
  failures: number | null;
  probe_in: number | null;
  failing_for: number | null;
  noticed: number | null;
}

function toRecorded(rows: readonly RecordedRow[]): Recorded {
  const recorded: Recorded = { deliveryIds: new Set(), health: new Map() };
  for (const { id, failures, probe_in: probeIn, failing_for: failingFor, noticed } of rows) {
    if (failures === null) recorded.deliveryIds.add(id);
    else recorded.health.set(id, { failuresInARow: failures, probeIn, failingFor, noticed: noticed ?? 0 });
  }
  return recorded;
}
