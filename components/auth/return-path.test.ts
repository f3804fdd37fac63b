import { describe, expect, it } from "vitest";
import { returnPath } from "./return-path";

describe("returnPath", () => {
  it("follows a path of this site", () => {
    expect(returnPath("/bots/bot_1?tab=actions#top")).toBe("/bots/bot_1?tab=actions#top");
  });

  it.each([
    undefined,
    "",
    ["/bots", "/settings"],
    "bots",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "///evil.example",
    "javascript:alert(1)",
  ])("leads %j nowhere else", (asked) => {
    expect(returnPath(asked)).toBe("/bots");
  });
});
