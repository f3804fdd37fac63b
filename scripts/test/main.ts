/**
 * Runs every check and test, prints each stage's result, and ends with the line "N passed, N failed". Run by
 * scripts/test.mjs; names of stages as arguments run only these (`npm test -- lint unit`).
 */
import path from "node:path";
import { formatDuration } from "../up/progress.ts";
import type { Failures } from "./list-failures.ts";
import { type Counts, noFailures, runStage } from "./run-stage.ts";
import { type Stage, stages } from "./stages.ts";

interface Result extends Counts {
  stage: Stage;
  /** Undefined for a stage that was not run. */
  ms: number | undefined;
}

const root = path.resolve(import.meta.dirname, "../..");
const results: Result[] = [];
for (const stage of chosenStages(process.argv.slice(2))) {
  console.log(`\n▸ ${stage.name}`);
  const result = await run(stage);
  results.push(result);
  console.log(describe(result));
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
list("Tests that passed only when they were repeated", (failures) => failures.repeated);
list("Failed tests", (failures) => failures.failed);
console.log(`\n${results.map(describe).join("\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function chosenStages(names: string[]): Stage[] {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length === 0) return names.length === 0 ? stages : stages.filter((stage) => names.includes(stage.name));
  console.error(
    `No such stage: ${unknown.join(", ")}. The stages are: ${stages.map((stage) => stage.name).join(", ")}`,
  );
  process.exit(2);
}

async function run(stage: Stage): Promise<Result> {
  const unmet = results.some((earlier) => earlier.stage.name === stage.needs && earlier.failed > 0);
  if (unmet) return { stage, passed: 0, failed: 1, failures: noFailures, ms: undefined };
  const started = performance.now();
  const counts = await runStage(root, stage);
  return { stage, ...counts, ms: performance.now() - started };
}

function list(title: string, choose: (failures: Failures) => string[]): void {
  const tests = results.flatMap(({ failures }) => choose(failures));
  if (tests.length > 0) console.log(`\n${title}:\n\n${tests.join("\n\n")}`);
}

function describe({ stage, passed, failed, ms }: Result): string {
  const time = ms === undefined ? `not run: ${stage.needs} failed` : formatDuration(ms);
  return `${failed === 0 ? "✓" : "✗"} ${stage.name.padEnd(12)} ${passed} passed, ${failed} failed (${time})`;
}
