import { describe, expect, it } from "vitest";
import { MAX_SHOWN, shownBody } from "./shown-body";
import { longBodies } from "./testing/long-bodies";

describe("shownBody", () => {
  it.each(longBodies)("shortens %s without reading all of it", (_, body) => {
    let searched = 0;
    const shown = shownBody(body, (text) => {
      searched += text.length;
      return text;
    });
    expect(shown.length).toBeLessThanOrEqual(MAX_SHOWN);
    expect(shown).toContain("…");
    expect(searched).toBeLessThanOrEqual(8 * MAX_SHOWN);
  });
});
