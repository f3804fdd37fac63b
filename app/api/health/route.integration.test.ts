import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { type LocalServer, startLocalServer } from "@/e2e/support/local-server";

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
