import { describe, expect, it } from "vitest";
import { describeChange, showValue } from "./describe-change";

describe("describeChange", () => {
  it("keeps only the fields that differ, before and after", () => {
    expect(
      describeChange({ name: "A", enabled: true, tags: ["x"] }, { name: "B", enabled: true, tags: ["x"] }),
    ).toEqual({
      before: { name: "A" },
      after: { name: "B" },
    });
  });

  it("has no state before something was made, and none after it was deleted", () => {
    expect(describeChange(null, { name: "A" })).toEqual({ before: null, after: { name: "A" } });
    expect(describeChange({ name: "A" }, null)).toEqual({ before: { name: "A" }, after: null });
  });

  it("shows that a secret changed, but not its value", () => {
    expect(describeChange({ secretSealed: "old" }, { secretSealed: "new" })).toEqual({
      before: { secretSealed: "•••" },
      after: { secretSealed: "•••" },
    });
  });
});

describe("A value in the audit log", () => {
  it.each([
    [
      "a constant of an action",
      { name: "key", secret: true, sealed: "v1.abc" },
      { name: "key", secret: true, sealed: "•••" },
    ],
    ["a header that looks like a secret", [{ name: "X-Api-Key", value: "abc" }], [{ name: "X-Api-Key", value: "•••" }]],
    ["another header", [{ name: "Accept", value: "text/html" }], [{ name: "Accept", value: "text/html" }]],
    ["a parameter of an address", "https://a.example/x?id=1&token=abc#top", "https://a.example/x?id=1&token=•••#top"],
    ["the password in an address", "https://me:pass@a.example/", "https://me:•••@a.example/"],
    ["a password at any depth", { a: [{ password: "p", user: "u" }] }, { a: [{ password: "•••", user: "u" }] }],
    ["a date", new Date("2026-01-02T03:04:05Z"), "2026-01-02T03:04:05.000Z"],
  ])("has no secret of %s", (_, value, shown) => expect(showValue("value", value)).toEqual(shown));

  it("is cut if it is long, and says how long it was", () => {
    expect(showValue("text", "x".repeat(3000))).toBe(`${"x".repeat(2000)} … (3000 characters)`);
    expect(
      showValue(
        "list",
        Array.from({ length: 60 }, (_, index) => index),
      ),
    ).toHaveLength(51);
  });
});
