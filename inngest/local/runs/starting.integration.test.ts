import { cron, NonRetriableError } from "inngest";
import { afterEach, expect, test } from "vitest";
import { startHarness, until, type Harness } from "../testing/harness.ts";

let harness: Harness;
afterEach(() => harness.stop());

test("An event id counts once a day, even if its copies arrive concurrently", async () => {
  const seen: unknown[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "once", triggers: [{ event: "go" }] }, ({ event }) => void seen.push(event.id)),
  ]);
  const copies = Array.from({ length: 20 }, () =>
    harness.send({ id: "evt_1", name: "go" }, { id: "evt_1", name: "go" }),
  );
  const answers = await Promise.all((await Promise.all(copies)).map((answer) => answer.json()));
  expect(new Set(answers.flatMap(({ ids }) => ids))).toEqual(new Set(["evt_1"]));
  await harness.send({ id: "evt_1", name: "other" }, { id: "evt_2", name: "go" });
  await harness.settled();
  expect(seen.toSorted()).toEqual(["evt_1", "evt_2"]);
});

test("A retry by the SDK creates no second event", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "once", triggers: [{ event: "go" }] }, () => {}),
  ]);
  const request = () =>
    fetch(`${harness.executor.url}/e/test-event-key`, {
      method: "POST",
      headers: { "x-inngest-event-id-seed": "1700000000000,abc" },
      body: JSON.stringify([{ name: "go" }, { name: "go" }]),
    }).then((answer) => answer.json());
  expect(await request()).toEqual(await request());
  await harness.settled();
  expect(await harness.sql`select 1 from executor.run`).toHaveLength(2);
});

test("Triggers match by name, wildcard and expression", async () => {
  const seen: string[] = [];
  harness = await startHarness((inngest) => {
    const record = (id: string, trigger: { event: string; if?: string }) =>
      inngest.createFunction({ id, triggers: [trigger] }, ({ event }) => void seen.push(`${id}:${event.name}`));
    return [
      record("exact", { event: "shop/paid" }),
      record("wild", { event: "shop/*" }),
      record("large", { event: "shop/paid", if: "event.data.sum > 100" }),
      record("missing", { event: "shop/paid", if: "event.data.nothing.here == 'x'" }),
    ];
  });
  await harness.inngest.send([
    { name: "shop/paid", data: { sum: 1 } },
    { name: "shop/sent", data: { sum: 500 } },
    { name: "shop/paid", data: { sum: 101 } },
    { name: "shopping", data: {} },
  ]);
  await harness.settled();
  expect(seen.toSorted()).toEqual([
    "exact:shop/paid",
    "exact:shop/paid",
    "large:shop/paid",
    "wild:shop/paid",
    "wild:shop/paid",
    "wild:shop/sent",
  ]);
});

test("An idempotency key starts one run, from concurrent requests and within one request", async () => {
  const seen: unknown[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "by-key", triggers: [{ event: "go" }], idempotency: "event.data.cart" },
      ({ event }) => void seen.push(event.data["cart"]),
    ),
  ]);
  const sendings = Array.from({ length: 10 }, () =>
    harness.send(
      { name: "go", data: { cart: "a" } },
      { name: "go", data: { cart: "b" } },
      { name: "go", data: { cart: "a" } },
    ),
  );
  await Promise.all(sendings);
  await harness.settled();
  expect(seen.toSorted()).toEqual(["a", "b"]);
});

test("Debounce starts one run for each key, with the last event", async () => {
  const seen: unknown[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "debounced", triggers: [{ event: "typed" }], debounce: { key: "event.data.user", period: "1s" } },
      ({ event }) => void seen.push(event.data),
    ),
  ]);
  for (const n of [1, 2, 3]) await harness.inngest.send({ name: "typed", data: { user: "u1", n } });
  await harness.inngest.send([
    { name: "typed", data: { user: "u2", n: 1 } },
    { name: "typed", data: { user: "u2", n: 2 } },
  ]);
  await until(() => seen.length === 2, "both users");
  expect(seen).toEqual(
    expect.arrayContaining([
      { user: "u1", n: 3 },
      { user: "u2", n: 2 },
    ]),
  );
  await harness.inngest.send({ name: "typed", data: { user: "u1", n: 4 } });
  await until(() => seen.length === 3, "the next burst");
  expect(seen.at(-1)).toEqual({ user: "u1", n: 4 });
});

test("Debounce delays a run no longer than its time-out", async () => {
  const started: number[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "bounded", triggers: [{ event: "typed" }], debounce: { period: "1s", timeout: "2s" } },
      () => void started.push(Date.now()),
    ),
  ]);
  const begin = Date.now();
  const sent: Promise<Response>[] = [];
  const typing = setInterval(() => sent.push(harness.send({ name: "typed" })), 200);
  await until(() => started.length === 1, "the time-out").finally(() => clearInterval(typing));
  // The executor ends with the test, and a request without its answer would fail.
  await Promise.all(sent);
  expect((started[0] ?? 0) - begin).toBeGreaterThan(1_500);
  expect((started[0] ?? 0) - begin).toBeLessThan(10_000);
});

test("A cron schedule starts a run, and all missed moments together start one", async () => {
  const events: unknown[] = [];
  const define: Parameters<typeof startHarness>[0] = (inngest) => [
    inngest.createFunction(
      { id: "yearly", triggers: [cron("TZ=Europe/Berlin 0 0 1 1 *")] },
      ({ event }) => void events.push(event),
    ),
  ];
  harness = await startHarness(define);
  const next = () => harness.sql<{ at: Date }[]>`select run_at as at from executor.job where kind = 'cron'`;
  const [planned] = await next();
  expect(planned?.at.getTime()).toBeGreaterThan(Date.now());
  expect(planned?.at.toISOString()).toMatch(/-12-31T23:00:00.000Z$/);
  await harness.sql`update executor.job set run_at = now() - interval '3 years' where kind = 'cron'`;
  await until(() => events.length === 1, "the missed run");
  await harness.settled();
  expect(events[0]).toMatchObject({ name: "inngest/scheduled.timer", data: { cron: "TZ=Europe/Berlin 0 0 1 1 *" } });
  expect(await next()).toEqual([planned]);
  expect(events).toHaveLength(1);
});

test("A schedule that the function no longer has is deleted", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "no-cron", triggers: [{ event: "go" }] }, () => {}),
  ]);
  await harness.sql`
    insert into executor.job (kind, unique_key, payload)
    values ('cron', 'cron:test-no-cron:* * * * *', '{"functionId":"test-no-cron","schedule":"* * * * *"}')`;
  await until(async () => (await harness.sql`select 1 from executor.job`).length === 0, "the job to go");
  expect(await harness.sql`select 1 from executor.run`).toHaveLength(0);
});

test("cancelOn ends a waiting run, and one whose call is in progress", async () => {
  const begun: unknown[] = [];
  const finished: unknown[] = [];
  const release = Promise.withResolvers<void>();
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "cancellable", triggers: [{ event: "go" }], cancelOn: [{ event: "stop", match: "data.id" }] },
      async ({ event, step }) => {
        if (event.data["sleeps"]) await step.sleep("long", "1d");
        await step.run("work", async () => {
          begun.push(event.data["id"]);
          await release.promise;
        });
        await step.run("after", () => finished.push(event.data["id"]));
      },
    ),
  ]);
  await harness.inngest.send([
    { name: "go", data: { id: "asleep", sleeps: true } },
    { name: "go", data: { id: "busy" } },
    { name: "go", data: { id: "other" } },
  ]);
  await until(() => begun.length === 2, "the calls");
  await until(
    async () => (await harness.sql`select 1 from executor.job where kind = 'settle'`).length === 1,
    "the sleep",
  );
  await harness.inngest.send([
    { name: "stop", data: { id: "asleep" } },
    { name: "stop", data: { id: "busy" } },
  ]);
  release.resolve();
  await harness.settled();
  expect(finished).toEqual(["other"]);
  const counts = await harness.sql`select status, count(*)::int from executor.run group by 1 order by 1`;
  expect(counts).toEqual([
    { status: "cancelled", count: 2 },
    { status: "completed", count: 1 },
  ]);
  await until(async () => (await harness.sql`select 1 from executor.job`).length === 0, "the jobs to go");
});

test("Cancelling an invoked run fails the step that invoked it", async () => {
  harness = await startHarness((inngest) => {
    const child = inngest.createFunction(
      { id: "child", triggers: [{ event: "unused" }], cancelOn: [{ event: "stop" }] },
      ({ step }) => step.sleep("long", "1d"),
    );
    const parent = inngest.createFunction({ id: "parent", triggers: [{ event: "go" }] }, ({ step }) =>
      step.invoke("child", { function: child, data: {} }).catch((error: Error) => error.message),
    );
    return [child, parent];
  });
  await harness.inngest.send({ name: "go" });
  await until(
    async () => (await harness.sql`select 1 from executor.job where kind = 'settle'`).length === 1,
    "the child",
  );
  await harness.inngest.send({ name: "stop" });
  await harness.settled();
  const [parent] = await harness.sql`select output from executor.run where function_id = 'test-parent'`;
  expect(parent?.["output"]).toContain("cancelled");
});

test("onFailure gets the error and the event, even for an invoked function, and is retried", async () => {
  const failures: unknown[] = [];
  let tries = 0;
  harness = await startHarness((inngest) => {
    const failing = inngest.createFunction(
      {
        id: "failing",
        triggers: [{ event: "go" }],
        onFailure: ({ event, error }) => {
          tries += 1;
          if (tries === 1) throw new Error("the handler fails too");
          failures.push({ message: error.message, of: event.data.function_id, data: event.data.event.data });
        },
      },
      () => {
        throw new NonRetriableError("broken");
      },
    );
    const parent = inngest.createFunction({ id: "parent", triggers: [{ event: "invoke" }], retries: 0 }, ({ step }) =>
      step.invoke("it", { function: failing, data: { n: 2 } }).catch(() => "caught"),
    );
    return [failing, parent];
  });
  await harness.inngest.send({ name: "go", data: { n: 1 } });
  await harness.settled();
  await harness.inngest.send({ name: "invoke" });
  await harness.settled();
  expect(failures).toEqual([
    { message: "broken", of: "test-failing", data: { n: 1 } },
    { message: "broken", of: "test-failing", data: { n: 2 } },
  ]);
});

test("A failure handler that fails permanently triggers nothing else", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "global", triggers: [{ event: "inngest/function.failed" }], retries: 0 }, () => {
      throw new Error("again");
    }),
    inngest.createFunction({ id: "failing", triggers: [{ event: "go" }], retries: 0 }, () => {
      throw new Error("first");
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(await harness.sql`select function_id from executor.run order by 1`).toEqual([
    { function_id: "test-failing" },
    { function_id: "test-global" },
  ]);
});
