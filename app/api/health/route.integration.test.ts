import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { heartbeats } from "@/db/schema/outbox";
import { changeEnvironment } from "@/db/testing/change-environment";
import { type LocalServer, startLocalServer } from "@/e2e/support/local-server";
import { noteHeartbeat } from "@/server/outbox/heartbeat";

let executor: LocalServer;
let GET: () => Promise<Response>;

beforeAll(async () => {
  executor = await startLocalServer();
  changeEnvironment({ INNGEST_BASE_URL: executor.url });
  ({ GET } = await import("./route"));
});

beforeEach(() => {
  executor.answerWith(() => ({ status: 200 }));
});

afterAll(() => executor.close());

it("The health check answers 200 with the version when every part is ready", async () => {
  const response = await GET();
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    status: "ok",
    version: expect.stringMatching(/^\d/),
    checks: { database: "ready", executor: "ready" },
  });
});

it("The health check answers 503 while the executor has not synced the functions", async () => {
  executor.answerWith(() => ({ status: 503, body: "{}" }));
  expect(await failed()).toEqual({ database: "ready", executor: "functions are not synced yet" });
});

describe("With an Inngest server, the health check", () => {
  beforeEach(() => vi.stubEnv("PARLEY_EMBEDDED_EXECUTOR", ""));
  afterEach(() => vi.unstubAllEnvs());

  async function degraded(): Promise<unknown> {
    const response = await GET();
    const { status, checks } = await response.json();
    // A failure status here would make a load balancer keep that server from reaching the product.
    expect([response.status, status]).toEqual([200, "degraded"]);
    expect(checks.database).toBe("ready");
    return checks.executor;
  }

  it('reports "degraded" until a durable function has run', async () => {
    await db.delete(heartbeats);
    expect(await degraded()).toBe("no durable function has run yet: sync http://localhost:3000/api/inngest in Inngest");
    await noteHeartbeat();
    const response = await GET();
    expect(await response.json()).toMatchObject({ status: "ok", checks: { executor: "ready" } });
  });

  it('reports "degraded" when durable functions have stopped running', async () => {
    await noteHeartbeat();
    await db.update(heartbeats).set({ at: new Date("2026-01-02T03:04:05Z") });
    expect(await degraded()).toBe("no durable function has run since 2026-01-02T03:04:05.000Z");
  });

  it("answers 503 when that server fails, even if functions have run", async () => {
    await noteHeartbeat();
    executor.answerWith(() => ({ status: 500 }));
    expect(await failed()).toEqual({ database: "ready", executor: "unreachable" });
  });
});

it("The health check answers 503 while one or all migrations are missing", async () => {
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

it("The health check answers 503 when the executor is gone", async () => {
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
