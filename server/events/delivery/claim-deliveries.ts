import { sql } from "drizzle-orm";
import { asyncCommit, db } from "@/db/client";
import { eventDeliveries, events } from "@/db/schema/events";
import type { EventName } from "@/server/schemas/events/event-names";
import { beginAttempt } from "@/server/webhooks/attempt-sql";

/**
 * How long an attempt may take, including its wait in the process that claimed it. A crash is noticed earlier, by the
 * lease of the endpoint.
 */
export const ATTEMPT_LEASE_SECONDS = 120;

/** A delivery whose attempt has begun. */
export interface ClaimedDelivery extends Record<string, unknown> {
  id: string;
  /** The number of the attempt, from 1. */
  number: number;
  /** Its number in the schedule, which a replay starts again. */
  scheduled: number;
  eventId: string;
  name: EventName;
  payload: Record<string, unknown>;
  position: number;
}

/** An attempt that a crashed process began is repeated; otherwise the next one begins. */
const nextNumber = sql`case when lease_until is null then attempts + 1 else attempts end`;

/** Begins the attempts that are due at an endpoint, those that have waited longest first. */
export function claimDeliveries(endpointId: string, limit: number): Promise<ClaimedDelivery[]> {
  // A claim that the database loses is made again under the same number.
  return db.execute<ClaimedDelivery>(sql`
    with asyncCommit as materialized (select ${asyncCommit}),
    due as (
      select id as due_id from ${eventDeliveries}, asyncCommit
      where endpoint_id = ${endpointId} and status = 'delivering' and next_attempt_at <= now()
        and (lease_until is null or lease_until < now())
        and exists (select from event_endpoints where event_endpoints.id = ${endpointId} and enabled)
      order by next_attempt_at limit ${limit}
      for update of ${eventDeliveries} skip locked
    ),
    claimed as (
      update ${eventDeliveries} set ${beginAttempt(nextNumber, ATTEMPT_LEASE_SECONDS)} from due where id = due_id
      returning id, attempts, attempts_before, event_id, next_attempt_at
    )
    select claimed.id, claimed.attempts as number, claimed.attempts - claimed.attempts_before as scheduled,
      claimed.event_id as "eventId", ${events.name}, ${events.payload}, ${events.position}::float8 as position
    from claimed join ${events} on ${events.id} = claimed.event_id order by claimed.next_attempt_at`);
}

/** Takes back the beginning of attempts for which nothing was sent. */
export async function returnDeliveries(claimed: readonly ClaimedDelivery[]): Promise<void> {
  if (claimed.length === 0) return;
  const rows = JSON.stringify(claimed.map(({ id, number }) => ({ returned_id: id, returned_number: number })));
  await db.execute(sql`
    update ${eventDeliveries} set attempts = attempts - 1, lease_until = null
    from jsonb_to_recordset(${rows}::jsonb) as returned (returned_id text, returned_number int)
    where id = returned_id and attempts = returned_number and lease_until is not null`);
}
