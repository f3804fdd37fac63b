import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { startEventReceiver } from "@/db/testing/event-receiver";
import { makeWorkspace } from "@/db/testing/factories";
import { deliveriesOf, endpointRow, makeDeliveries, makeEndpoint } from "../testing/make-deliveries";
import { drainEndpoint } from "./drain-endpoint";

const { origin } = await startEventReceiver();

/** The first renewal begins one second after the lease; the drain ends while it waits for the row. */
const LINGER_MS = 1200;

it("A lease that is being renewed when the last delivery has ended is given back", async () => {
  const { workspaceId } = await makeWorkspace();
  const endpoint = await makeEndpoint(workspaceId, origin);
  await makeDeliveries(endpoint);
  const drained = drainEndpoint(endpoint.id, null, { lingerMs: LINGER_MS });
  await expect.poll(async () => (await deliveriesOf(endpoint.id))[0]?.status).toBe("delivered");
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from ${eventEndpoints} where id = ${endpoint.id} for update`);
    await expect.poll(countWaiting, { timeout: 5000 }).toBeGreaterThan(0);
    await sleep(LINGER_MS);
  });
  expect(await drained).toEqual({ state: "done" });
  expect(await endpointRow(endpoint.id)).toMatchObject({ drainedUntil: null });
});

/** The renewals that wait for a locked endpoint. */
async function countWaiting(): Promise<number> {
  const rows = await db.execute(sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%set drained_until = clock_timestamp()%'`);
  return rows.length;
}
