import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventDeliveries, eventEndpoints } from "@/db/schema/events";
import { Drain, type DrainLimits } from "./drain";
import { takeLease } from "./endpoint-lease";
import { ANSWER_TIMEOUT_MS } from "./post-event";

/** What the caller must do next. */
export type DrainOutcome =
  /** Nothing is left to do here: no deliveries wait, or the endpoint is disabled, or another run will look again in time. */
  | { state: "done" }
  /** More deliveries are due. */
  | { state: "more" }
  /** Deliveries wait. Call again after this many seconds. */
  | { state: "later"; afterSeconds: number }
  /** Another process delivers, or has crashed while it did. Call again after this many seconds, with this token. */
  | { state: "busy"; afterSeconds: number; token: string };

const LIMITS: DrainLimits = { timeoutMs: ANSWER_TIMEOUT_MS, longestMs: 20_000, lingerMs: 1000 };

/** A timer may be early by this much, compared with the database's clock. */
const MARGIN_SECONDS = 0.05;

/**
 * Sends the due deliveries of an endpoint for a limited time. Only one process at a time does this for an endpoint, and
 * each attempt is made once however many processes are asked to. If the process crashes, its attempts are repeated.
 * @param busyToken The token of an earlier `busy`. If the lease is another one by now, its process is alive.
 */
export async function drainEndpoint(
  endpointId: string,
  busyToken: string | null = null,
  limits: Partial<DrainLimits> = {},
): Promise<DrainOutcome> {
  const lease = await takeLease(endpointId);
  if (lease === null) return { state: "done" };
  if ("leaseLeft" in lease) {
    if (busyToken !== null && busyToken !== lease.token) return { state: "done" };
    return { state: "busy", afterSeconds: lease.leaseLeft + MARGIN_SECONDS, token: lease.token };
  }
  await new Drain(lease, { ...LIMITS, ...limits }).run();
  // After the end of the lease: a delivery that is recorded before it counts on this look, a later one starts a new run.
  return lookAgain(endpointId);
}

async function lookAgain(endpointId: string): Promise<DrainOutcome> {
  const wait = await nextWait(endpointId);
  if (wait === null) return { state: "done" };
  if (wait <= 0) return { state: "more" };
  // One sleeping run is enough, the one that wakes first.
  const planned = await db.execute(sql`
    update ${eventEndpoints} set wakes_at = now() + ${wait} * interval '1 second'
    where id = ${endpointId}
      and (wakes_at is null or wakes_at <= now() or wakes_at > now() + (${wait} + 0.5) * interval '1 second')
    returning 1`);
  return planned.length > 0 ? { state: "later", afterSeconds: wait + MARGIN_SECONDS } : { state: "done" };
}

/** Returns the seconds until the next delivery may be sent; null if none waits or the endpoint is disabled. */
async function nextWait(endpointId: string): Promise<number | null> {
  const waiting = sql`from ${eventDeliveries} where endpoint_id = e.id and status = 'delivering' and not is_test`;
  const [row] = await db.execute<{ wait: number | null }>(sql`
    select case when due is not null then extract(epoch from greatest(due, e.probe_at) - clock_timestamp())::float8 end as wait
    from ${eventEndpoints} e cross join lateral (
      select coalesce(
        (select next_attempt_at ${waiting} and lease_until is null order by next_attempt_at limit 1),
        (select min(lease_until) ${waiting} and lease_until is not null)
      ) as due
    ) next
    where e.id = ${endpointId} and e.enabled`);
  return row?.wait ?? null;
}
