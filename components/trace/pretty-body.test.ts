import { describe, expect, it } from "vitest";
import { formatBytes, prettyBody, prettyText } from "./pretty-body";

describe("Bodies for display", () => {
  it("indent JSON and leave other text unchanged", () => {
    expect(prettyText('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyText("{ not json")).toBe("{ not json");
    expect(prettyText("Hello")).toBe("Hello");
    expect(prettyBody({ a: 1 })).toBe('{\n  "a": 1\n}');
    expect(prettyBody("plain")).toBe("plain");
    expect(prettyBody(undefined)).toBe("");
  });

  it("keep the digits of long numbers", () => {
    expect(prettyText('{"id":12345678901234567890}')).toContain("12345678901234567890");
  });

  it("are measured in readable units", () => {
    expect([0, 870, 12_400, 123_456, 1_048_576].map(formatBytes)).toEqual([
      "0 B",
      "870 B",
      "12.4 kB",
      "123 kB",
      "1 MB",
    ]);
  });
});
