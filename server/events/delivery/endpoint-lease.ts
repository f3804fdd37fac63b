import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventDeliveries, eventEndpoints } from "@/db/schema/events";
import type { SealedEndpoint } from "./open-endpoint";

/** A process that has not renewed its lease for this long is presumed crashed, and another may take over. */
export const LEASE_SECONDS = 5;

/** The state of an endpoint whose deliveries this process may send. */
export interface LeasedEndpoint extends SealedEndpoint {
  workspaceId: string;
  /** Identifies the lease. */
  token: string;
  concurrency: number;
  ratePerSecond: number | null;
  enabled: boolean;
  failuresInARow: number;
  /** Seconds until the next event may probe the endpoint; null while the circuit is closed. */
  probeIn: number | null;
}

/** Another process delivers to the endpoint, or crashed while it did. */
export interface Busy {
  token: string;
  /** Seconds until its lease ends. */
  leaseLeft: number;
}

const until = sql`clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'`;

const columns = sql`e.id, e.workspace_id as "workspaceId", e.url_sealed as "urlSealed", e.url_shown as "urlShown", e.headers,
  e.secret_sealed as "secretSealed",
  case when e.previous_secret_until > now() then e.previous_secret_sealed end as "previousSecretSealed",
  e.drained_until::text as token, e.concurrency, e.rate_per_second as "ratePerSecond", e.enabled,
  e.failures_in_a_row as "failuresInARow", extract(epoch from e.probe_at - now())::float8 as "probeIn"`;

/**
 * Takes the right to deliver to an endpoint, which one process has at a time. If the process before crashed, its
 * deliveries become due again under the same number of the attempt.
 * @returns `null` if the endpoint was deleted or is disabled.
 */
export async function takeLease(endpointId: string): Promise<LeasedEndpoint | Busy | null> {
  const [taken] = await db.execute<LeasedEndpoint & { isAfterCrash: boolean } & Record<string, unknown>>(sql`
    with before as (
      select id, drained_until is not null as crashed from ${eventEndpoints}
      where id = ${endpointId} and enabled and (drained_until is null or drained_until < now())
      for update
    )
    update ${eventEndpoints} e set drained_until = ${until},
      wakes_at = case when e.wakes_at > now() + interval '1 second' then e.wakes_at end
    from before where e.id = before.id
    returning ${columns}, before.crashed as "isAfterCrash"`);
  if (!taken) return readBusy(endpointId);
  if (taken.isAfterCrash) await releaseAttempts(endpointId);
  return taken;
}

async function readBusy(endpointId: string): Promise<Busy | null> {
  const [busy] = await db.execute<Busy & Record<string, unknown>>(sql`
    select drained_until::text as token, greatest(extract(epoch from drained_until - now()), 0)::float8 as "leaseLeft"
    from ${eventEndpoints} where id = ${endpointId} and enabled and drained_until is not null`);
  return busy ?? null;
}

async function releaseAttempts(endpointId: string): Promise<void> {
  await db.execute(sql`
    update ${eventDeliveries} set lease_until = null, attempts = attempts - 1
    where endpoint_id = ${endpointId} and status = 'delivering' and lease_until is not null and not is_test`);
}

/** Prolongs a lease. Returns the endpoint as it is now, or null if another process has taken over or it was deleted. */
export async function renewLease({ id, token }: Pick<LeasedEndpoint, "id" | "token">): Promise<LeasedEndpoint | null> {
  const [renewed] = await db.execute<LeasedEndpoint & Record<string, unknown>>(sql`
    update ${eventEndpoints} e set drained_until = ${until}
    where e.id = ${id} and e.drained_until = ${token}::timestamptz
    returning ${columns}`);
  return renewed ?? null;
}

/** Ends a lease, unless another process has taken over. */
export async function endLease({ id, token }: Pick<LeasedEndpoint, "id" | "token">): Promise<void> {
  await db.execute(sql`
    update ${eventEndpoints} set drained_until = null where id = ${id} and drained_until = ${token}::timestamptz`);
}
