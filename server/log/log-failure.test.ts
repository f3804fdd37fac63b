import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { describeFailure } from "./log-failure";

const SECRET = "s3cret\n(";

describe("describeFailure", () => {
  it.each<[string, () => unknown]>([
    ["a regular expression", () => new RegExp(SECRET)],
    ["JSON", () => JSON.parse(SECRET)],
  ])("does not repeat %s that cannot be read, and says where it was", (_what, fail) => {
    const described = describeFailure(failureOf(fail));
    expect(described).not.toContain("s3cret");
    expect(described).toContain("SyntaxError");
    expect(described).toContain("log-failure.test.ts");
  });

  it("leaves out the values of a query, and what PostgreSQL says of them", () => {
    const cause = Object.assign(new Error(`invalid input syntax for type integer: "${SECRET}"`), { code: "22P02" });
    const described = describeFailure(new DrizzleQueryError("select $1", [SECRET], cause));
    expect(described).toContain("Failed query: select $1");
    expect(described).not.toContain("s3cret");
  });

  it("keeps the message of other errors and their causes", () => {
    const described = describeFailure(new Error("the lease is gone", { cause: new TypeError("no such row") }));
    expect(described).toMatch(/the lease is gone[^]*caused by: TypeError: no such row/);
  });
});

function failureOf(fail: () => unknown): unknown {
  try {
    return fail();
  } catch (error) {
    return error;
  }
}
