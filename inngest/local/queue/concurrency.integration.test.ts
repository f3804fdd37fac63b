import { afterEach, expect, test } from "vitest";
import { startHarness, type Harness } from "../testing/harness.ts";

let harness: Harness;
afterEach(() => harness.stop());

/** Counts concurrent calls by key. */
function gauge() {
  const inside = new Map<string, number>();
  const most = new Map<string, number>();
  return {
    most,
    async pass(keys: string[], ms = 20): Promise<void> {
      for (const key of keys) {
        inside.set(key, (inside.get(key) ?? 0) + 1);
        most.set(key, Math.max(most.get(key) ?? 0, inside.get(key) ?? 0));
      }
      await new Promise((resolve) => setTimeout(resolve, ms));
      for (const key of keys) inside.set(key, (inside.get(key) ?? 0) - 1);
    },
  };
}

test("A concurrency key's limit is never exceeded, and its runs keep their order", async () => {
  const { most, pass } = gauge();
  const order = new Map<string, number[]>();
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "keyed", triggers: [{ event: "go" }], concurrency: [{ key: "event.data.key", limit: 1 }] },
      async ({ event, step }) => {
        const { key, n } = event.data;
        await step.run("first", () => {
          order.set(key, [...(order.get(key) ?? []), n]);
          return pass([key]);
        });
        await step.run("second", () => pass([key]));
      },
    ),
  ]);
  const events = Array.from({ length: 120 }, (_, n) => ({ name: "go", data: { key: `k${n % 6}`, n } }));
  await harness.inngest.send(events);
  await harness.settled();
  expect([...most.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  for (const numbers of order.values()) {
    expect(numbers).toHaveLength(20);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test("Several limits apply together, and a full key delays no other", async () => {
  const { most, pass } = gauge();
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      {
        id: "two-limits",
        triggers: [{ event: "go" }],
        concurrency: [{ limit: 5 }, { key: "event.data.key", limit: 2 }],
      },
      ({ event, step }) => step.run("work", () => pass(["all", event.data["key"]], 200)),
    ),
    inngest.createFunction({ id: "number", triggers: [{ event: "go" }], concurrency: 3 }, ({ step }) =>
      step.run("work", () => pass(["number"], 100)),
    ),
  ]);
  // The work takes long enough for a busy machine to come to the limits.
  const events = Array.from({ length: 90 }, (_, n) => ({ name: "go", data: { key: `k${n % 3}` } }));
  await harness.inngest.send(events);
  await harness.settled();
  expect(Object.fromEntries(most)).toEqual({ all: 5, k0: 2, k1: 2, k2: 2, number: 3 });
});

test("A limit with account scope is shared by functions with the same key", async () => {
  const { most, pass } = gauge();
  harness = await startHarness((inngest) =>
    ["one", "two"].map((id) =>
      inngest.createFunction(
        { id, triggers: [{ event: "go" }], concurrency: [{ scope: "account", key: '"model"', limit: 2 }] },
        ({ step }) => step.run("work", () => pass(["model"])),
      ),
    ),
  );
  await harness.inngest.send(Array.from({ length: 20 }, () => ({ name: "go" })));
  await harness.settled();
  expect(most.get("model")).toBe(2);
});

test("A run that sleeps or waits does not count towards the limit", async () => {
  const order: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction(
      { id: "one-at-a-time", triggers: [{ event: "go" }], concurrency: 1 },
      async ({ event, step }) => {
        if (event.data["sleeps"]) await step.sleep("a while", "1s");
        await step.run("work", () => order.push(event.data["name"]));
      },
    ),
  ]);
  await harness.inngest.send([
    { name: "go", data: { name: "sleeper", sleeps: true } },
    { name: "go", data: { name: "quick" } },
  ]);
  await harness.settled();
  expect(order).toEqual(["quick", "sleeper"]);
});

test("Each parallel step of a run counts towards the limit", async () => {
  const { most, pass } = gauge();
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "parallel", triggers: [{ event: "go" }], concurrency: 2 }, async ({ step }) => {
      await Promise.all(Array.from({ length: 10 }, (_, n) => step.run(`work ${n}`, () => pass(["all"]))));
    }),
  ]);
  await harness.inngest.send([{ name: "go" }, { name: "go" }]);
  await harness.settled();
  expect(most.get("all")).toBe(2);
});

test("Concurrent calls never exceed the executor's capacity", async () => {
  const { most, pass } = gauge();
  harness = await startHarness(
    // Long enough that a busy machine starts as many as it may before the first ends.
    (inngest) => [inngest.createFunction({ id: "any", triggers: [{ event: "go" }] }, () => pass(["all"], 150))],
    { capacity: 7 },
  );
  await harness.inngest.send(Array.from({ length: 100 }, () => ({ name: "go" })));
  await harness.settled();
  expect(most.get("all")).toBe(7);
});
