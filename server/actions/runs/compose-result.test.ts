import { describe, expect, it } from "vitest";
import { composeResult, MAX_RESULT_CHARACTERS, type EndedStep } from "./compose-result";

const ok = (name: string, forBot: string): EndedStep => ({ name, status: "succeeded", forBot });
const steps = [ok("one", "1"), ok("two", "2"), ok("three", "3")];

describe("composeResult", () => {
  it.each([
    ["last", "3"],
    ["first", "1"],
    ["all", "one: 1\ntwo: 2\nthree: 3"],
  ] as const)("returns the result for the mode %s", (returnMode, result) =>
    expect(composeResult({ returnMode }, steps)).toBe(result),
  );

  it.each([
    ["last", "broken"],
    ["first", "broken"],
    ["all", "one: 1\ntwo: broken"],
  ] as const)("returns the failure in every mode: %s", (returnMode, result) => {
    expect(composeResult({ returnMode }, [ok("one", "1"), { name: "two", status: "failed", forBot: "broken" }])).toBe(
      result,
    );
  });

  it.each([
    ["last", "2"],
    ["first", "2"],
    ["all", "two: 2"],
  ] as const)("leaves out skipped steps: %s", (returnMode, result) => {
    const skipped = (name: string): EndedStep => ({ name, status: "skipped", forBot: "" });
    expect(composeResult({ returnMode }, [skipped("one"), ok("two", "2"), skipped("three")])).toBe(result);
    expect(composeResult({ returnMode }, [skipped("one")])).toBe("There was nothing to do.");
  });

  it("cuts a long result and adds a note", () => {
    const result = composeResult({ returnMode: "last" }, [ok("one", "x".repeat(70_000))]);
    expect(result).toHaveLength(MAX_RESULT_CHARACTERS);
    expect(result).toMatch(/x\n\[Cut: the answer has 70000 characters; these are the first of them\.\]$/);
  });
});
