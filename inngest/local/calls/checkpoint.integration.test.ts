import { afterEach, expect, test } from "vitest";
import { hashSigningKey } from "./signing.ts";
import { settled, SIGNING_KEY, startHarness, type Harness } from "../testing/harness.ts";

let harness: Harness;
afterEach(() => harness.stop());

function post(runId: string, body: unknown, key = SIGNING_KEY): Promise<number> {
  return fetch(`${harness.executor.url}/v1/checkpoint/${runId}/async`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${hashSigningKey(key)}` },
  }).then(({ status }) => status);
}

test("A run with consecutive steps takes one call and stores each step as it ends", async () => {
  const keptBefore: number[] = [];
  let calls = 0;
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "go", triggers: [{ event: "go" }] }, async ({ step }) => {
      calls += 1;
      for (const n of [1, 2, 3]) {
        await step.run(`step-${n}`, async () => {
          keptBefore.push((await harness.sql`select 1 from executor.step`).length);
          return n;
        });
      }
      return "went";
    }),
  ]);
  await harness.send({ name: "go" });
  await settled(harness.sql);
  expect([calls, keptBefore]).toEqual([1, [0, 1, 2]]);
  expect(await harness.sql`select status, output from executor.run`).toEqual([
    { status: "completed", output: '"went"' },
  ]);
});

test("A step that fails after stored steps is retried alone", async () => {
  const ran: string[] = [];
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "go", triggers: [{ event: "go" }], retries: 2 }, async ({ step }) => {
      await step.run("first", () => void ran.push("first"));
      await step.run("second", () => {
        ran.push("second");
        if (ran.length < 4) throw new Error("not yet");
      });
    }),
  ]);
  await harness.send({ name: "go" });
  await settled(harness.sql);
  expect(ran).toEqual(["first", "second", "second", "second"]);
  expect(await harness.sql`select status from executor.run`).toEqual([{ status: "completed" }]);
});

test("A checkpoint is refused without the signing key or a call in progress", async () => {
  harness = await startHarness((inngest) => [
    inngest.createFunction({ id: "go", triggers: [{ event: "go" }] }, () => "went"),
  ]);
  const steps = [{ id: "other", op: "StepRun", data: 1 }];
  expect(await post("run", { run_id: "run", qi_id: "call", steps }, "signkey-test-ff")).toBe(401);
  expect(await post("run", { run_id: "run", steps })).toBe(400);
  expect(await post("run", { run_id: "run", qi_id: "call", steps: [] })).toBe(400);
  expect(await post("run", { run_id: "run", qi_id: "call", steps })).toBe(409);
  expect(await harness.sql`select 1 from executor.step`).toHaveLength(0);
});
