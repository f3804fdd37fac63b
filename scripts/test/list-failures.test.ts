import { expect, it } from "vitest";
import { playwrightFailures, vitestFailures } from "./list-failures.ts";

it("vitestFailures names each failed test, and files that were not run", () => {
  const failures = vitestFailures({
    testResults: [
      {
        name: "a.test.ts",
        message: "",
        assertionResults: [
          { fullName: "A sum is right", status: "passed" },
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
  expect(failures).toEqual([
    "a.test.ts › A sum is found\n    expected 1\n     at a.ts",
    "b.test.ts › was not run\n    Cannot find module",
  ]);
});

it("playwrightFailures names failed tests of nested suites with the start of their errors", () => {
  const spec = (title: string, message?: string) => ({
    title,
    file: "inbox.spec.ts",
    line: 8,
    tests: [{ results: [message === undefined ? {} : { error: { message } }] }],
  });
  const failures = playwrightFailures({
    suites: [{ specs: [spec("A chat opens")], suites: [{ specs: [spec("A chat closes", "x".repeat(2600))] }] }],
  });
  expect(failures).toEqual([`inbox.spec.ts:8 › A chat closes\n    ${"x".repeat(2500)} …`]);
});
