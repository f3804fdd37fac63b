import { serve } from "inngest/node";
import { afterEach, expect, test } from "vitest";
import { purge } from "../runs/purge.ts";
import { prepareSchema } from "../schema.ts";
import { hashSigningKey, signRequest } from "./signing.ts";
import { startExecutor } from "../start-executor.ts";
import { baseOptions, listen, sendEvents, SIGNING_KEY, startHarness, until, type Harness } from "../testing/harness.ts";

let harness: Harness;
afterEach(() => harness.stop());

function startEmpty(): Promise<Harness> {
  return startHarness((inngest) => [inngest.createFunction({ id: "go", triggers: [{ event: "go" }] }, () => "went")]);
}

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${harness.executor.url}${path}`, { method: "POST", body, headers });
}

test("Events are accepted only with the event key", async () => {
  harness = await startEmpty();
  expect((await sendEvents(harness.executor.url, [{ name: "go" }], "wrong")).status).toBe(401);
  expect((await sendEvents(harness.executor.url, [{ name: "go" }], "%")).status).toBe(401);
  expect(await harness.sql`select 1 from executor.event`).toHaveLength(0);
  expect((await harness.send({ name: "go" })).status).toBe(200);
});

test("Invalid events are refused with the reason, and none of the request is stored", async () => {
  harness = await startEmpty();
  const answers = [
    await post("/e/test-event-key", "{"),
    await post("/e/test-event-key", JSON.stringify([{ name: "go" }, { data: {} }])),
    await post("/e/test-event-key", JSON.stringify({ name: "inngest/function.failed" })),
    await post("/e/test-event-key", JSON.stringify({ name: "go", id: "nul\0" })),
    await post("/e/test-event-key", JSON.stringify({ name: "go", data: [1] })),
    await post("/e/test-event-key", JSON.stringify({ name: "go", data: { text: "x".repeat(300_000) } })),
    await post("/e/test-event-key", " ".repeat(5_000_000)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 413, 413]);
  const errors = await Promise.all(answers.map(async (answer) => (await answer.json()).error));
  expect(errors[1]).toContain("1.name");
  expect(errors[2]).toContain("reserved");
  expect(await harness.sql`select 1 from executor.event`).toHaveLength(0);
});

test("An event that triggers no function is stored as one row", async () => {
  harness = await startEmpty();
  await harness.send({ name: "unheard" });
  expect(await harness.sql`select 1 from executor.event`).toHaveLength(1);
  expect(await harness.sql`select 1 from executor.run`).toHaveLength(0);
});

test("The app refuses calls that are not signed with its key and executes those that are", async () => {
  harness = await startEmpty();
  const body = '{"ctx":{"run_id":"r"},"event":{"data":{},"name":"go"},"events":[],"steps":{}}';
  const call = (headers: Record<string, string>) =>
    fetch(`${harness.app.url}/api/inngest?fnId=test-go&stepId=step`, { method: "POST", body, headers });
  const hourAgo = Date.now() - 3_600_000;
  expect((await call({})).status).toBe(401);
  expect((await call({ "x-inngest-signature": signRequest(body, "signkey-test-ff") })).status).toBe(401);
  expect((await call({ "x-inngest-signature": signRequest(body, SIGNING_KEY, hourAgo) })).status).toBe(401);
  expect((await call({ "x-inngest-signature": signRequest(body, SIGNING_KEY) })).status).toBe(200);
});

test("The executor is unhealthy while the signing keys differ, and reports why", async () => {
  harness = await startEmpty();
  const other = await startExecutor({ ...baseOptions(harness.app.url), signingKey: "signkey-test-ff" });
  const health = async () => {
    const answer = await fetch(`${other.url}/health`);
    return { status: answer.status, fault: (await answer.json()).fault };
  };
  await until(async () => String((await health()).fault).includes("signing key"), "the refusal");
  expect(await health()).toEqual({
    status: 503,
    fault: "it refused the signing key; both need the same INNGEST_SIGNING_KEY.",
  });
  expect((await sendEvents(other.url, [{ name: "go" }])).status).toBe(503);
  await other.stop();
});

test("Functions with unsupported features are refused, and the fault names both", async () => {
  harness = await startEmpty();
  const define: Parameters<typeof startHarness>[0] = (inngest) => [
    inngest.createFunction(
      { id: "batched", triggers: [{ event: "a" }], batchEvents: { maxSize: 2, timeout: "1s" } },
      () => {},
    ),
    inngest.createFunction(
      { id: "limited", triggers: [{ event: "a" }], rateLimit: { limit: 1, period: "1s" } },
      () => {},
    ),
    inngest.createFunction({ id: "unparsable", triggers: [{ event: "a", if: "event.data. == 1" }] }, () => {}),
    inngest.createFunction({ id: "fine", triggers: [{ event: "a" }] }, () => {}),
  ];
  const app = await listen(serve({ client: harness.inngest, functions: define(harness.inngest) }));
  const executor = await startExecutor(baseOptions(app.url));
  const fault = async () => String((await (await fetch(`${executor.url}/health`)).json()).fault);
  await until(async () => (await fault()).includes("can't run"), "the refusal");
  expect(await fault()).toMatch(/test-batched: it does not support batchEvents/);
  expect(await fault()).toMatch(/test-limited: it does not support rateLimit/);
  expect(await fault()).toMatch(/test-unparsable: The expression `event\.data\. == 1`/);
  expect(await fault()).not.toContain("test-fine");
  await executor.stop();
  await app.stop();
});

test("New functions are found after the app restarts and when the app requests a sync", async () => {
  const ran: string[] = [];
  harness = await startHarness(
    (inngest) => [inngest.createFunction({ id: "old", triggers: [{ event: "go" }] }, () => void ran.push("old"))],
    { resyncMs: 3_600_000 },
  );
  const fn = harness.inngest.createFunction({ id: "new", triggers: [{ event: "go" }] }, () => void ran.push("new"));
  harness.app.server.removeAllListeners("request");
  harness.app.server.on("request", serve({ client: harness.inngest, functions: [fn] }));
  expect((await post("/fn/register", "{}", { authorization: "Bearer wrong" })).status).toBe(401);
  // A deployment sends a PUT without a sync kind; the SDK then registers at the executor.
  const answer = await fetch(`${harness.app.url}/api/inngest`, { method: "PUT" });
  expect(answer.status).toBe(200);
  await harness.send({ name: "go" });
  await harness.settled();
  expect(ran).toEqual(["new"]);
  const direct = await post("/fn/register", "{}", { authorization: `Bearer ${hashSigningKey(SIGNING_KEY)}` });
  expect(direct.status).toBe(200);
});

test("The tables are created once by concurrent starts", async () => {
  harness = await startEmpty();
  await Promise.all([1, 2, 3, 4].map(() => prepareSchema(harness.sql)));
  expect(await harness.sql`select number from executor.migration order by 1`).toEqual([{ number: 1 }]);
});

test("The purge deletes expired rows in batches and keeps the others", async () => {
  harness = await startEmpty();
  await harness.sql`
    insert into executor.run (id, function_id, event, status, ended_at)
    select 'old' || n, 'f', '{}', 'completed', now() - interval '25 hours' from generate_series(1, 2500) n`;
  await harness.sql`insert into executor.step (run_id, id, value) select 'old' || n, 's', '{}' from generate_series(1, 2500) n`;
  await harness.sql`
    insert into executor.run (id, function_id, event, status, ended_at, started_at) values
    ('recent', 'f', '{}', 'failed', now() - interval '23 hours', now()),
    ('going', 'f', '{}', 'running', null, now() - interval '9 days')`;
  await harness.sql`insert into executor.step (run_id, id) values ('going', 's')`;
  await harness.sql`
    insert into executor.event (id, name, received_at) values
    ('day-old', 'x', now() - interval '24 hours'), ('older', 'x', now() - interval '26 hours')`;
  await harness.sql`
    insert into executor.once (key, until) values ('over', now() - interval '1 s'), ('holds', now() + interval '1 h')`;
  await purge(harness.sql, 24 * 3_600_000, new AbortController().signal);
  expect(await harness.sql`select id from executor.run order by 1`).toEqual([{ id: "going" }, { id: "recent" }]);
  expect(await harness.sql`select run_id from executor.step`).toEqual([{ run_id: "going" }]);
  expect(await harness.sql`select id from executor.event`).toEqual([{ id: "day-old" }]);
  expect(await harness.sql`select key from executor.once`).toEqual([{ key: "holds" }]);
});

test("The address of a transaction pooler is refused", async () => {
  harness = await startEmpty();
  const url = `${baseOptions("").databaseUrl}?pgbouncer=true`;
  await expect(startExecutor({ ...baseOptions(harness.app.url), databaseUrl: url })).rejects.toThrow("direct address");
});
