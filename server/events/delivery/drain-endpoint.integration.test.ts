import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { eventDeliveries, eventEndpoints } from "@/db/schema/events";
import { startEventReceiver } from "@/db/testing/event-receiver";
import { makeWorkspace } from "@/db/testing/factories";
import { captureLog } from "@/server/log/testing/capture-log";
import { samplePayload } from "@/server/schemas/events/event-catalogue";
import { sealSecret } from "@/server/secrets/secret-box";
import { newSigningSecret } from "@/server/webhooks/sign-webhook";
import { attemptsOf, deliveriesOf, endpointRow, makeDeliveries, makeEndpoint } from "../testing/make-deliveries";
import { drainEndpoint } from "./drain-endpoint";

const receiver = await startEventReceiver();
const { origin, requests } = receiver;
let workspaceId: string;
beforeEach(async () => {
  receiver.reset();
  ({ workspaceId } = await makeWorkspace());
});

/** Delivers what is due, without watching for new deliveries. */
const drain = (id: string, timeoutMs = 15_000) => drainEndpoint(id, null, { lingerMs: 0, timeoutMs });

const answering = (status: number, headers: Record<string, string> = {}, body = "") => {
  receiver.respond = (_, response) => response.writeHead(status, headers).end(body);
};

/** Seconds from now until the next attempt of the endpoint's only delivery. */
async function nextAttemptIn(endpointId: string): Promise<number> {
  const [row] = await db
    .select({ seconds: sql<number>`extract(epoch from ${eventDeliveries.nextAttemptAt} - now())::float8` })
    .from(eventDeliveries)
    .where(eq(eventDeliveries.endpointId, endpointId));
  return row?.seconds ?? Number.NaN;
}

function set(id: string, columns: Parameters<ReturnType<typeof db.update<typeof eventEndpoints>>["set"]>[0]) {
  return db.update(eventEndpoints).set(columns).where(eq(eventEndpoints.id, id));
}

const due = (endpointId: string) =>
  db
    .update(eventDeliveries)
    .set({ nextAttemptAt: sql`now()` })
    .where(eq(eventDeliveries.endpointId, endpointId));

describe("An event that is delivered", () => {
  it("arrives once, with its documented body and a signature that the standard's library accepts", async () => {
    const endpoint = await makeEndpoint(workspaceId, `${origin}/hook?key=SECRET_KEY&x=1`);
    const [made] = await makeDeliveries(endpoint);
    expect(await drain(endpoint.id)).toEqual({ state: "done" });
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request).toMatchObject({
      path: "/hook?key=SECRET_KEY&x=1",
      headers: {
        "content-type": "application/json",
        "user-agent": "Parley-Webhooks/1",
        "webhook-id": made?.eventId,
      },
    });
    const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": by } = request?.headers ?? {};
    const headers = {
      "webhook-id": String(id),
      "webhook-timestamp": String(at),
      "webhook-signature": String(by),
    };
    expect(new Webhook(endpoint.secret).verify(request?.body ?? "", headers)).toEqual({
      event: "message_received",
      payload: { ...samplePayload("message_received"), sequence: expect.any(Number) },
    });
    expect(Object.keys(JSON.parse(request?.body ?? "").payload)).toEqual([
      ...Object.keys(samplePayload("message_received")),
      "sequence",
    ]);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([
      {
        status: "delivered",
        attempts: 1,
        leaseUntil: null,
        responseStatus: 200,
        error: null,
        finishedAt: expect.any(Date),
      },
    ]);
    expect(await endpointRow(endpoint.id)).toMatchObject({ drainedUntil: null, wakesAt: null, failuresInARow: 0 });
  });

  it("leaves its key and its secret headers in no log line and no attempt", async () => {
    const log = captureLog();
    const headers = [
      { name: "X-Team", value: "support", isSecret: false },
      { name: "X-Company", value: sealSecret("hush-hush-value"), isSecret: true },
      { name: "Authorization", value: sealSecret("Bearer crm-token-5521"), isSecret: true },
      { name: "Webhook-Id", value: "forged", isSecret: false },
    ];
    receiver.respond = (request, response) =>
      response.writeHead(200).end(`${request.url} ${JSON.stringify(request.headers)}, no crm-token-5521 here`);
    const endpoint = await makeEndpoint(workspaceId, `${origin}/hook?key=SECRET_KEY`, { headers });
    const [made] = await makeDeliveries(endpoint);
    await drain(endpoint.id);
    log.stop();
    expect(requests[0]?.headers).toMatchObject({
      "x-team": "support",
      "x-company": "hush-hush-value",
      "webhook-id": made?.eventId,
    });
    const [attempt] = await attemptsOf(endpoint.id);
    expect(attempt).toMatchObject({
      number: 1,
      url: `${origin}/hook?key=•••`,
      status: 200,
      error: null,
      requestHeaders: { "X-Team": "support", "X-Company": "•••", "user-agent": "Parley-Webhooks/1" },
    });
    expect(attempt?.responseExcerpt).toContain("/hook?key=•••");
    expect(attempt?.requestHeaders["webhook-signature"]).toMatch(/^v1,.{9}…$/);
    const stored = JSON.stringify(attempt);
    const signature = String(requests[0]?.headers["webhook-signature"]);
    for (const text of [stored, log.text(), JSON.stringify(log.lines())]) {
      expect(text).not.toContain("SECRET_KEY");
      expect(text).not.toContain("hush-hush-value");
      expect(text).not.toContain("crm-token-5521");
      expect(text).not.toContain(endpoint.secret.slice(6));
    }
    expect(JSON.stringify(attempt?.requestHeaders)).not.toContain(signature);
    const line = log.lines().find(({ event }) => event === "delivery.attempted");
    expect(line).toMatchObject({
      workspaceId,
      endpointId: endpoint.id,
      deliveryId: made?.deliveryId,
      eventId: made?.eventId,
      attempt: 1,
      status: 200,
      outcome: "sent",
    });
  });

  it("leaves no part of its query in the log of a receiver's answer, however it is written", async () => {
    const endpoint = await makeEndpoint(workspaceId, `${origin}/hook?BAREKEY123&sig=ab+cd%2Fef`);
    receiver.respond = (request, response) => {
      const decoded = new URLSearchParams(request.url?.split("?")[1]);
      response.writeHead(200).end(`${request.url} ${JSON.stringify([...decoded])}`);
    };
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    const [attempt] = await attemptsOf(endpoint.id);
    expect(attempt?.responseExcerpt).toContain("/hook?•••&sig=•••");
    for (const part of ["BAREKEY123", "ab+cd", "ab cd"]) expect(attempt?.responseExcerpt).not.toContain(part);
  });

  it("is signed with both secrets for the time after a rotation, and with the new one afterwards", async () => {
    const previous = newSigningSecret();
    const endpoint = await makeEndpoint(workspaceId, origin, {
      previousSecretSealed: sealSecret(previous),
      previousSecretUntil: new Date(Date.now() + 60_000),
    });
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    await set(endpoint.id, { previousSecretUntil: new Date(Date.now() - 1000) });
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    const [during, after] = requests.map(({ headers, body }) => ({
      body,
      headers: {
        "webhook-id": String(headers["webhook-id"]),
        "webhook-timestamp": String(headers["webhook-timestamp"]),
        "webhook-signature": String(headers["webhook-signature"]),
      },
    }));
    if (!during || !after) throw new Error("Two events were expected.");
    for (const secret of [endpoint.secret, previous]) new Webhook(secret).verify(during.body, during.headers);
    new Webhook(endpoint.secret).verify(after.body, after.headers);
    expect(() => new Webhook(previous).verify(after.body, after.headers)).toThrow("No matching signature");
  });

  it.each([200, 201, 204, 299])("counts %i as success", async (status) => {
    answering(status);
    const endpoint = await makeEndpoint(workspaceId, origin);
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([{ status: "delivered", responseStatus: status }]);
  });

  it("counts a success also if the rest of the response does not arrive or cannot be read", async () => {
    const bodies: (typeof receiver.respond)[] = [
      (_, response) => void response.writeHead(200).write("a"),
      (_, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("not gzip"),
      (_, response) => void response.writeHead(200, { "content-length": "100" }).write("a", () => response.destroy()),
    ];
    for (const respond of bodies) {
      receiver.respond = respond;
      const endpoint = await makeEndpoint(workspaceId, origin);
      await makeDeliveries(endpoint);
      await drain(endpoint.id, 300);
      expect(await attemptsOf(endpoint.id)).toMatchObject([{ status: 200, error: null }]);
      expect(await deliveriesOf(endpoint.id)).toMatchObject([{ status: "delivered", responseStatus: 200 }]);
    }
  });
});

describe("An attempt that fails", () => {
  it.each([301, 302, 307, 308, 400, 401, 404, 429, 500, 503])(
    "because of the status %i is repeated",
    async (status) => {
      answering(status, { location: `${origin}/elsewhere` }, "no");
      const endpoint = await makeEndpoint(workspaceId, origin);
      await makeDeliveries(endpoint);
      const outcome = await drain(endpoint.id);
      expect(outcome).toMatchObject({ state: "later" });
      expect(requests).toHaveLength(1);
      expect(await deliveriesOf(endpoint.id)).toMatchObject([
        { status: "delivering", attempts: 1, leaseUntil: null, responseStatus: status, finishedAt: null },
      ]);
      expect(await attemptsOf(endpoint.id)).toMatchObject([
        { number: 1, status, error: expect.stringContaining(String(status)), responseExcerpt: "no" },
      ]);
      expect(await nextAttemptIn(endpoint.id)).toBeGreaterThan(3);
      expect(await nextAttemptIn(endpoint.id)).toBeLessThan(5.6);
      expect((await endpointRow(endpoint.id)).wakesAt).toBeInstanceOf(Date);
    },
  );

  it("because of a time-out, a reset or garbage says so", async () => {
    const faults: [string, typeof receiver.respond][] = [
      ["There was no complete answer within 0.3 seconds.", () => undefined],
      ["closed the connection", (request) => void request.socket.destroy()],
      ["did not answer as a web server does", (request) => void request.socket.end("garbage\r\n\r\n")],
    ];
    for (const [message, respond] of faults) {
      receiver.respond = respond;
      const endpoint = await makeEndpoint(workspaceId, origin);
      await makeDeliveries(endpoint);
      await drain(endpoint.id, 300);
      expect(await attemptsOf(endpoint.id)).toMatchObject([{ status: null, error: expect.stringContaining(message) }]);
      expect(await deliveriesOf(endpoint.id)).toMatchObject([
        { status: "delivering", error: expect.stringContaining(message) },
      ]);
    }
  });

  it("because its address is private is not sent", async () => {
    const endpoint = await makeEndpoint(workspaceId, "http://169.254.169.254/latest");
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([
      { status: "delivering", error: expect.stringContaining("169.254.169.254") },
    ]);
  });

  it("because its secret cannot be read any more is not sent and says how to fix it", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin, { secretSealed: "v1.AAAA.AAAA.AAAA" });
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    expect(requests).toEqual([]);
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ status: null, error: expect.stringContaining("rotate") }]);
  });

  it("is repeated later if the receiver asks for that, up to a day", async () => {
    answering(429, { "retry-after": "100" });
    const endpoint = await makeEndpoint(workspaceId, origin);
    await makeDeliveries(endpoint);
    await drain(endpoint.id);
    expect(await nextAttemptIn(endpoint.id)).toBeCloseTo(100, 0);
  });

  it("is repeated by the schedule, under the same webhook-id, and given up after the tenth attempt", async () => {
    answering(500);
    const endpoint = await makeEndpoint(workspaceId, origin);
    const [made] = await makeDeliveries(endpoint);
    const waits: number[] = [];
    for (let number = 1; number <= 10; number += 1) {
      await due(endpoint.id);
      await set(endpoint.id, { probeAt: null, failuresInARow: 0 });
      await drain(endpoint.id);
      waits.push(await nextAttemptIn(endpoint.id));
    }
    const schedule = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const [i, seconds] of schedule.entries()) {
      expect(waits[i]).toBeGreaterThan(seconds * 0.9 - 2);
      expect(waits[i]).toBeLessThan(seconds * 1.1 + 1);
    }
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([made?.eventId]));
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([
      { status: "undelivered", attempts: 10, nextAttemptAt: null, finishedAt: expect.any(Date) },
    ]);
    expect((await attemptsOf(endpoint.id)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await drain(endpoint.id);
    expect(requests).toHaveLength(10);
  });
});

describe("Two processes that deliver to the same endpoint", () => {
  it("send each event once between them", async () => {
    receiver.respond = (_, response) => void setTimeout(() => response.end(), 20);
    const endpoint = await makeEndpoint(workspaceId, origin);
    await makeDeliveries(endpoint, 60);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => drain(endpoint.id)));
    expect(outcomes.map(({ state }) => state).toSorted()).toEqual(["busy", "busy", "busy", "done"]);
    expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(60);
    expect(requests).toHaveLength(60);
    expect(receiver.mostAtOnce).toBeLessThanOrEqual(10);
  });

  it("keep the lease with the first one while the database is slow to renew it", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin);
    const [made] = await makeDeliveries(endpoint);
    receiver.respond = () => {};
    const draining = drain(endpoint.id, 4000);
    await expect.poll(() => requests.length).toBe(1);
    // Longer than two intervals between renewals, and shorter than the lease.
    await db.transaction(async (tx) => {
      await tx.select().from(eventEndpoints).where(eq(eventEndpoints.id, endpoint.id)).for("update");
      await sleep(2500);
    });
    await draining;
    expect(await endpointRow(endpoint.id)).toMatchObject({ drainedUntil: null, failuresInARow: 1 });
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ deliveryId: made?.deliveryId, number: 1 }]);
  });

  it("leave the rest to the one whose lease has changed", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin, { drainedUntil: new Date(Date.now() + 5000) });
    const busy = await drain(endpoint.id);
    if (busy.state !== "busy") throw new Error(busy.state);
    expect(busy.afterSeconds).toBeGreaterThan(4);
    expect(await drainEndpoint(endpoint.id, busy.token)).toMatchObject({ state: "busy" });
    await set(endpoint.id, { drainedUntil: new Date(Date.now() + 7000) });
    expect(await drainEndpoint(endpoint.id, busy.token)).toEqual({ state: "done" });
  });
});

describe("An attempt whose process crashed", () => {
  it("is repeated under the same number and the same webhook-id when the lease of the endpoint has ended", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin, { drainedUntil: new Date(Date.now() - 1) });
    const [made] = await makeDeliveries(endpoint, 1, {
      attempts: 3,
      leaseUntil: new Date(Date.now() + 60_000),
    });
    expect(await drain(endpoint.id)).toEqual({ state: "done" });
    expect(requests.map(({ headers }) => headers["webhook-id"])).toEqual([made?.eventId]);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([{ status: "delivered", attempts: 3 }]);
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ number: 3, status: 200 }]);
  });

  it("keeps the first outcome if the process was only slow", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin);
    await makeDeliveries(endpoint);
    receiver.respond = (_, response) => {
      receiver.respond = (_again, first) => first.writeHead(200).end();
      void setTimeout(() => response.writeHead(500).end(), 600);
    };
    const slow = drain(endpoint.id);
    await expect.poll(() => requests.length).toBe(1);
    await set(endpoint.id, { drainedUntil: new Date(Date.now() - 1) });
    await drain(endpoint.id);
    await slow;
    expect(requests).toHaveLength(2);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([{ status: "delivered", attempts: 1 }]);
    expect(await attemptsOf(endpoint.id)).toMatchObject([{ number: 1, status: 200 }]);
  });
});

describe("An endpoint with many deliveries", () => {
  it("gets as many at the same time as it allows, and a slow one does not block the others", async () => {
    let first = true;
    receiver.respond = (_, response) => {
      const delay = first ? 1500 : 10;
      first = false;
      void setTimeout(() => response.end(), delay);
    };
    const endpoint = await makeEndpoint(workspaceId, origin, { concurrency: 3 });
    await makeDeliveries(endpoint, 60);
    const draining = drain(endpoint.id);
    await expect.poll(() => requests.length, { timeout: 1400 }).toBe(60);
    await draining;
    expect(receiver.mostAtOnce).toBe(3);
  });

  it("gets no more per second than it allows", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin, { ratePerSecond: 20 });
    await makeDeliveries(endpoint, 25);
    const startedAt = performance.now();
    await drain(endpoint.id);
    expect(requests).toHaveLength(25);
    expect(performance.now() - startedAt).toBeGreaterThan((24 / 20) * 1000);
  });

  it("is left after a limited time, and the rest stays due", async () => {
    receiver.respond = (_, response) => void setTimeout(() => response.end(), 100);
    const endpoint = await makeEndpoint(workspaceId, origin, { concurrency: 1 });
    await makeDeliveries(endpoint, 20);
    expect(await drainEndpoint(endpoint.id, null, { longestMs: 350 })).toEqual({ state: "more" });
    const rows = await deliveriesOf(endpoint.id);
    expect(rows.filter(({ status }) => status === "delivered")).toHaveLength(requests.length);
    const rest = rows.filter(({ status }) => status === "delivering");
    expect(rest.length).toBeGreaterThan(10);
    for (const row of rest) expect(row).toMatchObject({ attempts: 0, leaseUntil: null });
  });

  it("gets a new event that arrives while it is watched, without another run", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin);
    await makeDeliveries(endpoint);
    const draining = drainEndpoint(endpoint.id);
    await expect.poll(() => requests.length).toBe(1);
    await makeDeliveries(endpoint);
    await expect.poll(() => requests.length).toBe(2);
    expect(await draining).toEqual({ state: "done" });
  });
});

describe("An endpoint that is off", () => {
  it("gets nothing, and its deliveries wait for it", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin, { enabled: false, disabledReason: "member" });
    await makeDeliveries(endpoint, 2);
    expect(await drain(endpoint.id)).toEqual({ state: "done" });
    expect(requests).toEqual([]);
    await set(endpoint.id, { enabled: true, disabledReason: null });
    await drain(endpoint.id);
    expect(requests).toHaveLength(2);
  });

  it("gets nothing more while its deliveries are being sent", async () => {
    receiver.respond = (_, response) => void setTimeout(() => response.end(), 100);
    const endpoint = await makeEndpoint(workspaceId, origin, { concurrency: 1 });
    await makeDeliveries(endpoint, 100);
    const draining = drain(endpoint.id);
    await expect.poll(() => requests.length).toBeGreaterThan(0);
    await set(endpoint.id, { enabled: false });
    expect(await draining).toEqual({ state: "done" });
    expect(requests.length).toBeLessThan(60);
    const waiting = (await deliveriesOf(endpoint.id)).filter(({ status }) => status === "delivering");
    for (const row of waiting) expect(row).toMatchObject({ attempts: 0, leaseUntil: null });
  });

  it("was deleted: nothing happens", async () => {
    expect(await drain("end_unknown")).toEqual({ state: "done" });
  });
});

describe("Runs that wait for the next attempt", () => {
  it("are one per endpoint, the one that wakes first", async () => {
    const endpoint = await makeEndpoint(workspaceId, origin);
    await makeDeliveries(endpoint, 1, { nextAttemptAt: new Date(Date.now() + 60_000) });
    const [first, second] = [await drain(endpoint.id), await drain(endpoint.id)];
    expect(first).toMatchObject({ state: "later" });
    expect(second).toEqual({ state: "done" });
    await makeDeliveries(endpoint, 1, { nextAttemptAt: new Date(Date.now() + 20_000) });
    const earlier = await drain(endpoint.id);
    if (earlier.state !== "later") throw new Error(earlier.state);
    expect(earlier.afterSeconds).toBeCloseTo(20, 0);
    await due(endpoint.id);
    await set(endpoint.id, { wakesAt: sql`now()` });
    await sleep(20);
    expect(await drain(endpoint.id)).toEqual({ state: "done" });
    expect(await endpointRow(endpoint.id)).toMatchObject({ wakesAt: null });
  });
});
