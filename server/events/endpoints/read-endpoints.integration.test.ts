import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { eventAttempts, eventDeliveries, events } from "@/db/schema/events";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { newId } from "@/server/ids";
import { createEndpoint } from "./create-endpoint";
import { readEndpoints } from "./read-endpoints";
import { endpointForm } from "./testing/make-endpoint";

const HOUR = 3_600_000;
let workspace: TestWorkspace;
let endpointId = "";
beforeEach(async () => {
  workspace = await makeWorkspace();
  endpointId = (await createEndpoint(workspace.ctx, endpointForm())).id;
});

describe("The health of an endpoint", () => {
  it("counts the requests of the last 24 hours by hour", async () => {
    const hour = Math.floor(Date.now() / HOUR) * HOUR;
    await addDelivery([
      { at: hour - 2 * HOUR, status: 200, durationMs: 100 },
      { at: hour - 2 * HOUR + 1, status: 204, durationMs: 20 },
      { at: hour - 2 * HOUR + 2, status: 302, durationMs: 20 },
      { at: hour, status: null, error: "It took too long.", durationMs: 15_000 },
      { at: hour - 25 * HOUR, status: 500, durationMs: 1 },
      // In progress.
      { at: hour, status: null, durationMs: 0 },
    ]);
    expect((await read()).health).toEqual({
      requests: 4,
      delivered: 2,
      p95Ms: 15_000,
      hours: [
        { at: new Date(hour - 2 * HOUR).toISOString(), delivered: 2, failed: 1 },
        { at: new Date(hour).toISOString(), delivered: 0, failed: 1 },
      ],
      waiting: 1,
    });
  });

  it("is empty before the first request, and counts nothing of other endpoints", async () => {
    await addDelivery([{ at: Date.now(), status: 200, durationMs: 1 }]);
    const { id } = await createEndpoint(workspace.ctx, endpointForm({ name: "Second" }));
    const [, second] = await readEndpoints(workspace.workspaceId, null);
    expect(second).toMatchObject({ id, health: { requests: 0, delivered: 0, p95Ms: null, hours: [], waiting: 0 } });
  });
});

async function read() {
  const [endpoint] = await readEndpoints(workspace.workspaceId, endpointId);
  if (!endpoint) throw new Error("The endpoint is gone.");
  return endpoint;
}

interface TestAttempt {
  at: number;
  status: number | null;
  error?: string;
  durationMs: number;
}

/** Adds an event whose delivery still waits, with its attempts. */
async function addDelivery(attempts: TestAttempt[]): Promise<void> {
  const { workspaceId } = workspace;
  const [eventId, deliveryId] = [newId("event"), newId("eventDelivery")];
  await db.insert(events).values({ id: eventId, workspaceId, name: "message_sent", payload: {} });
  await db
    .insert(eventDeliveries)
    .values({ id: deliveryId, workspaceId, endpointId, eventId, eventName: "message_sent", status: "delivering" });
  await db.insert(eventAttempts).values(
    attempts.map(({ at, ...attempt }, i) => ({
      id: newId("eventAttempt"),
      workspaceId,
      deliveryId,
      endpointId,
      number: i + 1,
      url: "https://crm.example.com/",
      requestHeaders: {},
      createdAt: new Date(at),
      ...attempt,
    })),
  );
}
