/** Names the tests of a report that failed, so that they can be read at the end of a long output. */
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
    tests: { status?: string; results: { error?: { message?: string } }[] }[];
  }[];
}

/** Each text is a test's file, its title, and the start of its errors. */
export interface Failures {
  failed: string[];
  /** The tests that failed once and passed when they were repeated. */
  repeated: string[];
}

/** The failures of Vitest's report. A file that could not be run is one. */
export function vitestFailures({ testResults }: VitestReport): Failures {
  const named = (wanted: string) =>
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(
          ({ status, failureMessages = [] }) =>
            status === wanted && (status === "failed" || failureMessages.length > 0),
        )
        .map(({ fullName, failureMessages }) => describe(name, fullName, failureMessages?.join("\n"))),
    );
  const notRun = testResults.flatMap(({ name, message, assertionResults }) =>
    message && assertionResults.every(({ status }) => status !== "failed")
      ? [describe(name, "was not run", message)]
      : [],
  );
  return { failed: [...named("failed"), ...notRun], repeated: named("passed") };
}

/** The failures of Playwright's report, also of nested suites. */
export function playwrightFailures({ suites = [], specs = [] }: PlaywrightSuite): Failures {
  const named = (isWanted: (status: string | undefined) => boolean) =>
    specs.flatMap(({ title, file, line, tests }) => {
      const results = tests.filter(({ status }) => isWanted(status)).flatMap((test) => test.results);
      const errors = results.flatMap(({ error }) => error?.message ?? []);
      return errors.length > 0 ? [describe(`${file}:${line}`, title, errors.join("\n"))] : [];
    });
  const nested = suites.map(playwrightFailures);
  return {
    failed: [...named((status) => status !== "flaky"), ...nested.flatMap(({ failed }) => failed)],
    repeated: [...named((status) => status === "flaky"), ...nested.flatMap(({ repeated }) => repeated)],
  };
}

function describe(file: string, title: string, error = ""): string {
  const text = stripVTControlCharacters(error).trim();
  const cut = text.length > LONGEST_ERROR ? `${text.slice(0, LONGEST_ERROR)} …` : text;
  return `${file} › ${title}\n${cut.replaceAll(/^/gm, "    ")}`;
}
