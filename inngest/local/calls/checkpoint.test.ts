import { expect, test } from "vitest";
import { CallsUnderWay } from "./calls-under-way.ts";
import { keepCheckpoint } from "./checkpoint.ts";
import type { Report } from "./report-results.ts";

const job = {
  id: "7",
  kind: "call" as const,
  runId: "run",
  stepId: null,
  payload: null,
  attempt: 2,
  broken: 1,
  run: { id: "run", functionId: "fn", event: "{}", groups: [], hasParent: false, steps: new Map(), isParallel: false },
};
const step = { id: "one", op: "StepRun", data: { n: 1 } };

function start(continues = true) {
  const calls = new CallsUnderWay();
  const written: Report[] = [];
  const report = async (result: Report) => {
    if (continues) written.push(result);
    return continues;
  };
  return {
    calls,
    written,
    keep: (qi_id: string, steps = [step], run_id = "run") =>
      keepCheckpoint({ calls, report }, { run_id, qi_id, steps }),
  };
}

test("A checkpoint of a call in progress is stored, and the call's job then contains its steps", async () => {
  const { calls, written, keep } = start();
  const call = calls.begin(job);
  expect(await keep(call)).toBe("kept");
  expect(written).toEqual([{ jobId: "7", runId: "run", stepId: "one", value: '{"data":{"n":1}}' }]);
  const after = calls.end(call, job);
  expect([after.attempt, after.broken, [...after.run.steps]]).toEqual([0, 0, [["one", '{"data":{"n":1}}']]]);
});

test("A checkpoint is refused if the call is over or unknown, the run differs or the job was lost", async () => {
  const { calls, written, keep } = start();
  const [over, call] = [calls.begin(job), calls.begin(job)];
  calls.end(over, job);
  expect([await keep(over), await keep("unknown"), await keep(call, [step], "other")]).toEqual([
    "stale",
    "stale",
    "stale",
  ]);
  expect(written).toEqual([]);
  const lost = start(false);
  expect(await lost.keep(lost.calls.begin(job))).toBe("stale");
});

test("A checkpoint with an unfinished step is left to the call's answer", async () => {
  const { calls, written, keep } = start();
  expect(await keep(calls.begin(job), [step, { ...step, op: "StepError" }])).toBe("unfit");
  expect(written).toEqual([]);
});
