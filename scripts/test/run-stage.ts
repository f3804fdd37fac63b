/** Runs one stage of `npm test` and counts what passed and failed in it. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { type Failures, playwrightFailures, vitestFailures } from "./list-failures.ts";
import type { Report, Stage } from "./stages.ts";

export interface Counts {
  passed: number;
  failed: number;
  /** As far as the stage reports them. */
  failures: Failures;
}

export const noFailures: Failures = { failed: [], repeated: [] };

/** Runs a stage. Streams the output if the stage reports tests, otherwise prints it only on failure. */
export async function runStage(root: string, stage: Stage): Promise<Counts> {
  const report = stage.report && { ...stage.report, file: path.join(root, stage.report.file) };
  if (report) rmSync(report.file, { force: true });
  const { ok, output } = await runScript(root, stage, report !== undefined);
  if (!ok && !report) process.stdout.write(output);
  const counts = report ? readReport(report) : { passed: Number(ok), failed: Number(!ok), failures: noFailures };
  // Count a crash before, between or after the tests as a failure: no test reports it.
  return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1) };
}

function runScript(
  root: string,
  { script, args = [] }: Stage,
  live: boolean,
): Promise<{ ok: boolean; output: string }> {
  const output: string[] = [];
  const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
    cwd: root,
    stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
    shell: process.platform === "win32",
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => output.push(chunk));
  }
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ ok: false, output: `npm does not start: ${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output: output.join("") }));
  });
}

/** A missing report means that the tests did not start. */
function readReport({ file, by }: Report): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, failures: noFailures };
  const report = JSON.parse(readFileSync(file, "utf8"));
  return by === "vitest"
    ? { passed: report.numPassedTests, failed: report.numFailedTests, failures: vitestFailures(report) }
    : {
        passed: report.stats.expected + report.stats.flaky,
        failed: report.stats.unexpected,
        failures: playwrightFailures(report),
      };
}
