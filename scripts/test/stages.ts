/** The stages of `npm test`, in order. */
import path from "node:path";

export interface Stage {
  name: string;
  /** A script in package.json and its arguments. */
  script: string;
  args?: string[];
  /** The JSON report that the script writes; a stage without one counts as one test. */
  report?: Report;
  /** The stage that must have passed first; otherwise this one is not run and counts as failed. */
  needs?: string;
}

export interface Report {
  /** A path below the project's root. */
  file: string;
  by: "vitest" | "playwright";
}

const REPORTS = "test-results";

export const stages: Stage[] = [
  { name: "format", script: "format:check" },
  { name: "lint", script: "lint" },
  { name: "types", script: "types" },
  { name: "dead-code", script: "dead-code" },
  vitest("unit"),
  vitest("integration"),
  { name: "build", script: "build:stale" },
  { ...vitest("system"), needs: "build" },
  {
    name: "browser",
    script: "test:e2e",
    // playwright.config.ts contains the file's name.
    report: { file: path.join(REPORTS, "playwright.json"), by: "playwright" },
    needs: "build",
  },
];

function vitest(name: "unit" | "integration" | "system"): Stage {
  const file = path.join(REPORTS, `${name}.json`);
  const args = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return { name, script: `test:${name}`, args, report: { file, by: "vitest" } };
}
