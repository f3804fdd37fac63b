/** The stages of `npm test`, in order. */
import path from "node:path";

export interface Stage {
  name: string;
  /** A script of package.json and what it is given. */
  script: string;
  args?: string[];
  /** The JSON report it writes; a stage without one counts as one test. */
  report?: Report;
  /** The stage that must have passed; if it has not, this one is not run and counts as failed. */
  needs?: string;
}

export interface Report {
  /** Below the project's root. */
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
    // playwright.config.ts names the file.
    report: { file: path.join(REPORTS, "playwright.json"), by: "playwright" },
    needs: "build",
  },
];

function vitest(name: "unit" | "integration" | "system"): Stage {
  const file = path.join(REPORTS, `${name}.json`);
  const args = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return { name, script: `test:${name}`, args, report: { file, by: "vitest" } };
}
