import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runStage } from "./run-stage.ts";

/** A project whose scripts write reports like the test runners do, with various exit codes. */
let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "parley-stages-"));
  const write = (json: object, code: number) =>
    `node -e 'require("fs").writeFileSync("r.json", JSON.stringify(${JSON.stringify(json)})); process.exit(${code})'`;
  const scripts = {
    good: "exit 0",
    bad: "exit 1",
    vitest: write({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 0),
    failing: write({ numPassedTests: 3, numFailedTests: 2, testResults: [] }, 1),
    unloadable: write({ numPassedTests: 3, numFailedTests: 0, testResults: [] }, 1),
    playwright: write({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } }, 1),
  };
  writeFileSync(path.join(root, "package.json"), JSON.stringify({ scripts }));
});

afterAll(() => rmSync(root, { recursive: true }));

const vitestReport = { file: "r.json", by: "vitest" } as const;

it.each([
  ["a check that passes", { script: "good" }, { passed: 1, failed: 0 }],
  ["a check that fails", { script: "bad" }, { passed: 0, failed: 1 }],
  ["passed tests", { script: "vitest", report: vitestReport }, { passed: 5, failed: 0 }],
  ["failed tests", { script: "failing", report: vitestReport }, { passed: 3, failed: 2 }],
  ["a test file that did not load", { script: "unloadable", report: vitestReport }, { passed: 3, failed: 1 }],
  [
    "tests that left no report, even if an old one exists",
    { script: "bad", report: vitestReport },
    { passed: 0, failed: 1 },
  ],
  ["browser tests", { script: "playwright", report: { file: "r.json", by: "playwright" } }, { passed: 5, failed: 1 }],
] as const)("runStage counts %s", async (name, stage, counts) => {
  expect(await runStage(root, { name, ...stage })).toMatchObject(counts);
});
