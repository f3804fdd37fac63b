import { expect, it } from "vitest";
import { playwrightFailures, vitestFailures } from "./list-failures.ts";

it("vitestFailures names each failed test, files that were not run, and tests that passed when repeated", () => {
  const failures = vitestFailures({
    testResults: [
      {
        name: "a.test.ts",
        message: "",
        assertionResults: [
          { fullName: "A sum is right", status: "passed", failureMessages: [] },
          { fullName: "A sum is late", status: "passed", failureMessages: ["expected 2"] },
          {
            fullName: "A sum is found",
            status: "failed",
            failureMessages: ["\u001b[31mexpected 1\u001b[39m\n at a.ts"],
          },
        ],
      },
      { name: "b.test.ts", message: "Cannot find module", assertionResults: [] },
    ],
  });
  expect(failures).toEqual({
    failed: [
      "a.test.ts › A sum is found\n    expected 1\n     at a.ts",
      "b.test.ts › was not run\n    Cannot find module",
    ],
    repeated: ["a.test.ts › A sum is late\n    expected 2"],
  });
});

it("playwrightFailures names failed and repeated tests of nested suites with the start of their errors", () => {
  const spec = (title: string, message?: string, status?: string) => ({
    title,
    file: "inbox.spec.ts",
    line: 8,
    tests: [{ status, results: [message === undefined ? {} : { error: { message } }] }],
  });
  const failures = playwrightFailures({
    suites: [
      {
        specs: [spec("A chat opens"), spec("A chat waits", "too late", "flaky")],
        suites: [{ specs: [spec("A chat closes", "x".repeat(2600))] }],
      },
    ],
  });
  expect(failures).toEqual({
    failed: [`inbox.spec.ts:8 › A chat closes\n    ${"x".repeat(2500)} …`],
    repeated: ["inbox.spec.ts:8 › A chat waits\n    too late"],
  });
});
