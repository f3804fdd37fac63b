/** Names the failed tests of a report, so that they can be read at the end of a long output. */
import { stripVTControlCharacters } from "node:util";

/** The most characters of an error: more is in the stage's own output. */
const LONGEST_ERROR = 2500;

interface VitestReport {
  testResults: {
    name: string;
    /** Why the file could not be run. */
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    file: string;
    line: number;
    tests: { results: { error?: { message?: string } }[] }[];
  }[];
}

/** One text per failed test: its file, its title, and the start of its error. */
export function vitestFailures({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0) return message ? [describe(name, "was not run", message)] : [];
    return failed.map(({ fullName, failureMessages }) => describe(name, fullName, failureMessages?.join("\n")));
  });
}

/** The same of Playwright's report. A test that passed only when it was repeated is a failure, too. */
export function playwrightFailures({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const failed = specs.flatMap(({ title, file, line, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap(({ error }) => error?.message ?? []));
    return errors.length > 0 ? [describe(`${file}:${line}`, title, errors.join("\n"))] : [];
  });
  return [...failed, ...suites.flatMap(playwrightFailures)];
}

function describe(file: string, title: string, error = ""): string {
  const text = stripVTControlCharacters(error).trim();
  const cut = text.length > LONGEST_ERROR ? `${text.slice(0, LONGEST_ERROR)} …` : text;
  return `${file} › ${title}\n${cut.replaceAll(/^/gm, "    ")}`;
}
