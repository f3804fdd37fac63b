import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { heartbeats } from "@/db/schema/outbox";
import { type LocalServer, startLocalServer } from "@/e2e/support/local-server";
import { noteHeartbeat } from "@/server/outbox/heartbeat";

let executor: LocalServer;
let GET: () => Promise<Response>;

beforeAll(async () => {
  executor = await startLocalServer();
  process.env["INNGEST_BASE_URL"] = executor.url;
  ({ GET } = await import("./route"));
});

beforeEach(() => {
  executor.answerWith(() => ({ status: 200 }));
});

afterAll(() => executor.close());

it("is 200 with the version when every part is ready", async () => {
  const response = await GET();
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    status: "ok",
    version: expect.stringMatching(/^\d/),
    checks: { database: "ready", executor: "ready" },
  });
});

it("is 503 while the executor has not synced the functions", async () => {
  executor.answerWith(() => ({ status: 503, body: "{}" }));
  expect(await failed()).toEqual({ database: "ready", executor: "functions are not synced yet" });
});

describe("an Inngest server", () => {
  beforeEach(() => vi.stubEnv("PARLEY_EMBEDDED_EXECUTOR", ""));
  afterEach(() => vi.unstubAllEnvs());

  async function degraded(): Promise<unknown> {
    const response = await GET();
    const { status, checks } = await response.json();
    // A load balancer that saw a failure here would keep the server from reaching the product.
    expect([response.status, status]).toEqual([200, "degraded"]);
    expect(checks.database).toBe("ready");
    return checks.executor;
  }

  it("is not called ready before it has run a durable function", async () => {
    await db.delete(heartbeats);
    expect(await degraded()).toBe("no durable function has run yet: sync http://localhost:3000/api/inngest in Inngest");
    await noteHeartbeat();
    const response = await GET();
    expect(await response.json()).toMatchObject({ status: "ok", checks: { executor: "ready" } });
  });

  it("is not called ready once it no longer runs them", async () => {
    await noteHeartbeat();
    await db.update(heartbeats).set({ at: new Date("2026-01-02T03:04:05Z") });
    expect(await degraded()).toBe("no durable function has run since 2026-01-02T03:04:05.000Z");
  });

  it("that is unwell is a failure, whatever ran before", async () => {
    await noteHeartbeat();
    executor.answerWith(() => ({ status: 500 }));
    expect(await failed()).toEqual({ database: "ready", executor: "unreachable" });
  });
});

it("is 503 while a migration is missing, and while all are", async () => {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create table kept as select * from drizzle.__drizzle_migrations`);
    await tx.execute(sql`update drizzle.__drizzle_migrations set created_at = 1`);
  });
  expect(await failed()).toEqual({ database: "migrations are missing", executor: "ready" });
  await db.execute(sql`drop schema drizzle cascade`);
  expect(await failed()).toEqual({ database: "migrations are missing", executor: "ready" });
  await db.transaction(async (tx) => {
    await tx.execute(sql`create schema drizzle`);
    await tx.execute(sql`create table drizzle.__drizzle_migrations as select * from kept`);
  });
  expect((await GET()).status).toBe(200);
});

it("is 503 when the executor is gone", async () => {
  await executor.close();
  expect(await failed()).toEqual({ database: "ready", executor: "unreachable" });
});

async function failed(): Promise<unknown> {
  const response = await GET();
  expect(response.status).toBe(503);
  const { status, checks } = await response.json();
  expect(status).toBe("unavailable");
  return checks;
}
