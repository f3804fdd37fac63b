import { afterEach, expect, test } from "vitest";
import { startHarness, until, type Harness } from "../testing/harness.ts";

let harness: Harness;
afterEach(() => harness.stop());

/** The runs' results by function. */
async function outputs(): Promise<Record<string, unknown>> {
  const runs = await harness.sql<{ functionId: string; status: string; output: string | null }[]>`
    select function_id as "functionId", status, output from executor.run`;
  return Object.fromEntries(
    runs.map(({ functionId, status, output }) => [
      functionId,
      status === "completed" ? JSON.parse(output ?? "null") : status,
    ]),
  );
}

/** Resolves when a run waits for an event with that name. */
function awaited(name: string): Promise<void> {
  return until(
    async () => (await harness.sql`select 1 from executor.wait where event_name = ${name}`).length > 0,
    name,
  );
}

test("A run sleeps for a time and until a date", async () => {
  const times: number[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "sleeper", triggers: [{ event: "go" }] }, async ({ step }) => {
      await step.run("before", () => times.push(Date.now()));
      await step.sleep("a second", "1s");
      await step.run("between", () => times.push(Date.now()));
      await step.sleepUntil("soon", new Date((times[1] ?? 0) + 700));
      await step.sleep("no time", 0);
      await step.sleepUntil("long ago", new Date(0));
      await step.run("after", () => times.push(Date.now()));
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  const [before = 0, between = 0, after = 0] = times;
  expect(between - before).toBeGreaterThanOrEqual(1_000);
  expect(between - before).toBeLessThan(10_000);
  expect(after - between).toBeGreaterThanOrEqual(690);
});

test("A run waits for the event that matches, and ignores others", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "by-match", triggers: [{ event: "order" }] }, async ({ step }) => {
      const paid = await step.waitForEvent("paid", { event: "paid", match: "data.orderId", timeout: "1h" });
      return paid?.data["sum"];
    }),
    inngest.createFunction({ id: "by-if", triggers: [{ event: "order" }] }, async ({ step }) => {
      const paid = await step.waitForEvent("paid", {
        event: "paid",
        if: "async.data.orderId == event.data.orderId && async.data.sum > 50",
        timeout: "1h",
      });
      return paid?.data["sum"];
    }),
  ]);
  await harness.inngest.send({ name: "order", data: { orderId: "o1" } });
  await until(async () => (await harness.sql`select 1 from executor.wait`).length === 2, "both waits");
  await harness.inngest.send([
    { name: "paid", data: { orderId: "o2", sum: 99 } },
    { name: "paid", data: { sum: 98 } },
    { name: "other", data: { orderId: "o1", sum: 97 } },
    { name: "paid", data: { orderId: "o1", sum: 10 } },
    { name: "paid", data: { orderId: "o1", sum: 60 } },
    { name: "paid", data: { orderId: "o1", sum: 70 } },
  ]);
  await harness.settled();
  expect(await outputs()).toEqual({ "test-by-match": 10, "test-by-if": 60 });
  expect(await harness.sql`select 1 from executor.wait`).toHaveLength(0);
  expect(await harness.sql`select 1 from executor.job where kind = 'settle'`).toHaveLength(0);
});

test("A wait without a matching event ends with null", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "waits", triggers: [{ event: "go" }] }, async ({ step }) => {
      const event = await step.waitForEvent("never", { event: "never", timeout: "1s" });
      return { event };
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(await outputs()).toEqual({ "test-waits": { event: null } });
  expect(await harness.sql`select 1 from executor.wait`).toHaveLength(0);
});

test("One event continues many runs, each once, even if it arrives twice concurrently", async () => {
  const continued: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "many", triggers: [{ event: "go" }] }, async ({ event, step }) => {
      await step.waitForEvent("all", { event: "all", timeout: "1h" });
      await step.run("note", () => continued.push(event.data["n"]));
    }),
  ]);
  await harness.inngest.send(Array.from({ length: 30 }, (_, n) => ({ name: "go", data: { n } })));
  await until(async () => (await harness.sql`select 1 from executor.wait`).length === 30, "all to wait");
  await Promise.all([
    harness.send({ name: "all", id: "same" }),
    harness.send({ name: "all" }, { name: "all", id: "same" }),
  ]);
  await harness.settled();
  expect(continued.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 30 }, (_, n) => n));
});

test("An invoke step gets the invoked run's result, its failure or the time-out", async () => {
  harness = await startHarness((inngest) => {
    const doubles = inngest.createFunction(
      { id: "doubles", triggers: [{ event: "unused" }] },
      async ({ event, step }) => step.run("double", () => event.data["n"] * 2),
    );
    const fails = inngest.createFunction({ id: "fails", triggers: [{ event: "unused" }], retries: 1 }, () => {
      throw new Error("invoked and failed");
    });
    const slow = inngest.createFunction({ id: "slow", triggers: [{ event: "unused" }] }, ({ step }) =>
      step.waitForEvent("release", { event: "release", timeout: "1h" }),
    );
    const parent = inngest.createFunction({ id: "parent", triggers: [{ event: "go" }] }, async ({ step }) => {
      const ok = await step.invoke("ok", { function: doubles, data: { n: 21 } });
      const failed = await step.invoke("failed", { function: fails, data: {} }).catch((error: Error) => error.message);
      const late = await step
        .invoke("late", { function: slow, data: {}, timeout: "1s" })
        .catch((error: Error) => error.message);
      return { ok, failed, late };
    });
    return [doubles, fails, slow, parent];
  });
  await harness.inngest.send({ name: "go" });
  await until(async () => typeof (await outputs())["test-parent"] === "object", "the parent");
  expect((await outputs())["test-parent"]).toEqual({
    ok: 42,
    failed: "invoked and failed",
    late: expect.stringContaining("Timed out"),
  });
  // The late result finds its step settled and changes nothing.
  await awaited("release");
  await harness.inngest.send({ name: "release" });
  await harness.settled();
  expect((await outputs())["test-slow"]).toMatchObject({ name: "release" });
});

test("Parallel steps run once each, and the run continues after all have ended", async () => {
  const ran: string[] = [];
  let concurrent = 0;
  let most = 0;
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "parallel", triggers: [{ event: "go" }] }, async ({ step }) => {
      const work = (name: string) =>
        step.run(name, async () => {
          most = Math.max(most, ++concurrent);
          await new Promise((resolve) => setTimeout(resolve, 50));
          concurrent -= 1;
          ran.push(name);
          return name;
        });
      const branch = async (name: string) => `${await work(`${name}1`)}${await work(`${name}2`)}`;
      const results = await Promise.all([work("a"), branch("b"), branch("c"), step.sleep("nap", "1s")]);
      await step.run("last", () => ran.push("last"));
      return results;
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(await outputs()).toEqual({ "test-parallel": ["a", "b1b2", "c1c2", null] });
  expect(ran.toSorted()).toEqual(["a", "b1", "b2", "c1", "c2", "last"]);
  expect(ran.at(-1)).toBe("last");
  expect(most).toBe(3);
});

test("A failed parallel step is retried alone, and the results of the others are kept", async () => {
  const ran: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "partly", triggers: [{ event: "go" }], retries: 2 }, async ({ step }) => {
      const results = await Promise.allSettled([
        step.run("good", () => ran.push("good")),
        step.run("flaky", () => {
          ran.push("flaky");
          if (ran.filter((name) => name === "flaky").length < 2) throw new Error("once");
        }),
        step.run("bad", () => {
          ran.push("bad");
          throw new Error("always");
        }),
      ]);
      return results.map(({ status }) => status);
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await harness.settled();
  expect(await outputs()).toEqual({ "test-partly": ["fulfilled", "fulfilled", "rejected"] });
  expect(ran.toSorted()).toEqual(["bad", "bad", "bad", "flaky", "flaky", "good"]);
});

/** Ends the sleeps and waits of all runs now. */
function skipTime() {
  return harness.sql`update executor.job set run_at = now() where kind = 'settle'`;
}

test("A race between an event and a sleep continues with the first", async () => {
  const won: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "race", triggers: [{ event: "go" }] }, async ({ step }) => {
      const winner = await Promise.race([
        step.waitForEvent("event", { event: "hurry", timeout: "1h" }).then(() => "event"),
        step.sleep("sleep", "1h").then(() => "sleep"),
      ]);
      await step.run("say", () => won.push(winner));
      return winner;
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await awaited("hurry");
  await harness.inngest.send({ name: "hurry" });
  await until(() => won.length > 0, "the winner");
  // As with Inngest, the run ends after its last step has ended.
  await skipTime();
  await harness.settled();
  expect(won).toEqual(["event"]);
  expect(await outputs()).toEqual({ "test-race": "event" });
  expect(await harness.sql`select 1 from executor.job`).toHaveLength(0);
});

test("A race of steps continues with the first if the function asks for a race", async () => {
  const slow = Promise.withResolvers<void>();
  const won: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "group-race", triggers: [{ event: "go" }] }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([
          step.run("fast", () => "fast"),
          step.run("slow", async () => {
            await slow.promise;
            return "slow";
          }),
        ]),
      );
      await step.run("say", () => won.push(winner));
      return winner;
    }),
  ]);
  await harness.inngest.send({ name: "go" });
  await until(() => won.length > 0, "the winner");
  slow.resolve();
  await harness.settled();
  expect(won).toEqual(["fast"]);
  expect(await outputs()).toEqual({ "test-group-race": "fast" });
});

test("A step sends events once, and they start their runs", async () => {
  const got: unknown[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "sender", triggers: [{ event: "go" }] }, async ({ step }) => {
      const { ids } = await step.sendEvent("send", [
        { name: "sent", data: { n: 1 } },
        { name: "sent", data: { n: 2 } },
      ]);
      return ids.length;
    }),
    inngest.createFunction(
      { id: "receiver", triggers: [{ event: "sent" }] },
      ({ event }) => void got.push(event.data["n"]),
    ),
  ]);
  await harness.inngest.send({ name: "go" });
  await until(() => got.length === 2, "both events");
  await harness.settled();
  expect((await outputs())["test-sender"]).toBe(2);
  expect(got.toSorted()).toEqual([1, 2]);
});

test("A function without optimised parallelism is called after each step", async () => {
  const ran: string[] = [];
  const slow = Promise.withResolvers<void>();
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "plain", triggers: [{ event: "go" }], optimizeParallelism: false },
      async ({ step }) => {
        const chain = async () => {
          await step.run("a", () => ran.push("a"));
          await step.run("b", () => ran.push("b"));
        };
        await Promise.all([chain(), step.run("slow", () => slow.promise)]);
      },
    ),
  ]);
  await harness.inngest.send({ name: "go" });
  await until(() => ran.length === 2, "the chain, while the slow step runs");
  slow.resolve();
  await harness.settled();
  expect(ran).toEqual(["a", "b"]);
});
