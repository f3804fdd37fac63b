import { describe, expect, it } from "vitest";
import { LineFilter } from "./line-filter";

const withoutLinks = (line: string) => line.replaceAll(/https?:\S+| ?\[\d\]/g, "");

function streamed(deltas: string[]): string[] {
  const filter = new LineFilter(withoutLinks);
  return [...deltas.map((delta) => filter.push(delta)), filter.flush()];
}

describe("LineFilter", () => {
  it("lets words through as they are complete", () => {
    expect(streamed(["It ar", "rives in two", " days."])).toEqual(["It", " arrives in", " two", " days."]);
  });

  it("holds a line back from where a link may begin", () => {
    expect(streamed(["See ht", "tps://evil.example/x", " now", ".\nThen ", "go"])).toEqual([
      "See",
      "",
      "",
      "  now.\nThen",
      "",
      " go",
    ]);
  });

  it("never shows part of a link, wherever the text is cut", () => {
    const text = "Read https://evil.example/a?b=c today [1].\nOr www.shop.example [2]";
    for (let at = 1; at < text.length; at++) {
      const whole = streamed([text.slice(0, at), text.slice(at)]).join("");
      expect(whole).toBe("Read  today.\nOr www.shop.example");
    }
    expect(streamed([...text]).join("")).toBe("Read  today.\nOr www.shop.example");
  });
});
