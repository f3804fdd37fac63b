import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SourceUse, unusedText } from "./source-use";

const now = new Date("2026-07-01T12:00:00Z");
const textOf = (use: { uses: number; lastUsedAt: string }) =>
  renderToStaticMarkup(<SourceUse use={use} createdAt="2020-01-01T00:00:00Z" />).replaceAll(/<[^>]+>/g, "");

describe("The use of a source", () => {
  it("is its last answer, and how many there were in 30 days", () => {
    expect(textOf({ uses: 1, lastUsedAt: "2026-06-30T10:00:00Z" })).toBe("Used 1 time in 30 days, last Jun 30, 2026");
    expect(textOf({ uses: 0, lastUsedAt: "2026-03-02T10:00:00Z" })).toBe("Not used in 30 days, last Mar 2, 2026");
  });

  it("is never, or not within the time that searches are kept if the source is older", () => {
    expect(unusedText("2026-01-03T00:00:00Z", now)).toBe("Never used");
    expect(unusedText("2025-12-31T00:00:00Z", now)).toBe("Not used in the last 180 days");
  });
});
