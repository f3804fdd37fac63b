import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, expect, test } from "vitest";
import { startHarness, type Harness } from "../testing/harness.ts";

let harness: Harness;
afterEach(() => harness.stop());

test("A function runs each step once and returns its value", async () => {
  const ran: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "three-steps", triggers: [{ event: "go" }] }, async ({ event, step }) => {
      const a = await step.run("a", () => (ran.push("a"), event.data["n"] + 1));
      const b = await step.run("b", () => (ran.push("b"), a * 2));
      return step.run("c", () => (ran.push("c"), { total: a + b }));
    }),
  ]);
  await harness.inngest.send({ name: "go", data: { n: 1 } });
  await harness.settled();
  expect(ran).toEqual(["a", "b", "c"]);
  const [run] = await harness.sql`select status, output from executor.run`;
  expect(run).toEqual({ status: "completed", output: '{"total":6}' });
});

test("Unusual data passes through unchanged", async () => {
  const odd = {
    nul: "a\0b",
    lone: "\uD800",
    emoji: "👩‍🚀",
    empty: {},
    list: [null, [], [[1]]],
    numbers: [0, -1, 1e21, 0.1 + 0.2, 9007199254740991],
    "": "empty key",
    10: "ten",
    9: "nine",
    toJSON: "not a function",
    long: "ä".repeat(50_000),
  };
  const seen: unknown[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "odd-data", triggers: [{ event: "odd" }] }, async ({ event, step }) => {
      const again = await step.run("echo", () => event.data);
      const nothing = await step.run("nothing", () => undefined);
      seen.push(event.data, again, nothing);
    }),
  ]);
  await harness.inngest.send({ name: "odd", data: odd });
  await harness.settled();
  expect(seen).toEqual([odd, odd, null]);
});

test("A failing step is retried with increasing attempt numbers, then the run continues", async () => {
  const attempts: number[] = [];
  const asked: number[] = [];
  harness = await startHarness(
    (inngest) => [
      inngest.createFunction({ id: "flaky", triggers: [{ event: "go" }], retries: 3 }, async ({ step, attempt }) => {
        await step.run("steady", () => {});
        await step.run("flaky", () => {
          attempts.push(attempt);
          if (attempts.length < 3) throw new Error("not yet");
        });
        return "done";
      }),
    ],
    { backoff: (attempt) => asked.push(attempt) * 10 },
  );
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(attempts).toEqual([0, 1, 2]);
  expect(asked).toEqual([0, 1]);
  expect(await harness.sql`select status, output from executor.run`).toEqual([
    { status: "completed", output: '"done"' },
  ]);
});

test("A step that fails permanently throws an error that the function can catch", async () => {
  let tries = 0;
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "catches", triggers: [{ event: "go" }], retries: 2 }, async ({ step }) => {
      try {
        await step.run("hopeless", () => {
          tries += 1;
          throw new TypeError("hopeless");
        });
      } catch (error) {
        return step.run("instead", () => (error instanceof Error ? error.message : "?"));
      }
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(tries).toBe(3);
  expect(await harness.sql`select status, output from executor.run`).toEqual([
    { status: "completed", output: '"hopeless"' },
  ]);
});

test("A run fails after three retries by default", async () => {
  let tries = 0;
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "fails", triggers: [{ event: "go" }] }, () => {
      tries += 1;
      throw new Error("always");
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(tries).toBe(4);
  const [run] = await harness.sql`select status, output::json ->> 'message' as message from executor.run`;
  expect(run).toEqual({ status: "failed", message: "always" });
});

test("NonRetriableError ends the run immediately, in a step and in the function", async () => {
  const tries = { step: 0, fn: 0 };
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "in-step", triggers: [{ event: "go" }] }, ({ step }) =>
      step.run("never again", () => {
        tries.step += 1;
        throw new NonRetriableError("no");
      }),
    ),
    inngest.createFunction({ id: "in-function", triggers: [{ event: "go" }] }, () => {
      tries.fn += 1;
      throw new NonRetriableError("no");
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(tries).toEqual({ step: 1, fn: 1 });
  expect(await harness.sql`select distinct status from executor.run`).toEqual([{ status: "failed" }]);
});

test("RetryAfterError sets the delay in place of the backoff", async () => {
  const times: number[] = [];
  harness = await startHarness(
    (inngest) => [
      inngest.createFunction({ id: "later", triggers: [{ event: "go" }] }, async ({ step }) => {
        await step.run("busy", () => {
          times.push(Date.now());
          if (times.length === 1) throw new RetryAfterError("busy", 1_000);
          if (times.length === 2) throw new RetryAfterError("busy", new Date(Date.now() + 500));
        });
      }),
    ],
    { backoff: () => 3_600_000 },
  );
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  const [first = 0, second = 0, third = 0] = times;
  expect(second - first).toBeGreaterThanOrEqual(950);
  expect(second - first).toBeLessThan(15_000);
  expect(third - second).toBeGreaterThanOrEqual(450);
});

test("A result over the limit fails the run with a reason", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "huge", triggers: [{ event: "go" }] }, ({ step }) =>
      step.run("huge", () => "x".repeat(5 * 1024 * 1024)),
    ),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  const [run] = await harness.sql`select status, output::json ->> 'message' as message from executor.run`;
  expect(run).toEqual({ status: "failed", message: "The answer is larger than 4 MB." });
});

test("A large result within the limit is kept", async () => {
  const sizes: number[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "large", triggers: [{ event: "go" }] }, async ({ step }) => {
      const text = await step.run("large", () => "x".repeat(3 * 1024 * 1024));
      sizes.push(text.length);
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(sizes).toEqual([3 * 1024 * 1024]);
});

test("A step with an unsupported tool fails with a reason", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "signals", triggers: [{ event: "go" }], retries: 0 }, ({ step }) =>
      step.waitForSignal("signal", { signal: "s", timeout: "1h" }),
    ),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  const [run] = await harness.sql`select output::json ->> 'message' as message from executor.run`;
  expect(run?.["message"]).toContain("WaitForSignal is not supported by the embedded executor");
});

test("A run whose function no longer exists fails with a reason", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "sleeper", triggers: [{ event: "go" }] }, ({ step }) => step.sleep("long", "1d")),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.sql`insert into executor.run (id, function_id, event) values ('orphan', 'test-gone', '{"name":"x"}')`;
  await harness.sql`insert into executor.job (kind, run_id) values ('call', 'orphan')`;
  await expect
    .poll(() => harness.sql`select status, output from executor.run where id = 'orphan'`)
    .toEqual([{ status: "failed", output: expect.stringContaining("no longer has the function") }]);
});
