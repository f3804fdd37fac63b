import { describe, expect, it } from "vitest";
import { assertFewParts, cleanInput, MOST_PARTS } from "./clean-input";

describe("cleanInput", () => {
  it("replaces NUL and halves of surrogate pairs in texts and field names at every depth", () => {
    const given = { text: "a\0b", list: ["\ud83d", { "n\0": "x\udc00" }], whole: "👋" };
    const clean = { text: "a\ufffdb", list: ["\ufffd", { "n\ufffd": "x\ufffd" }], whole: "👋" };
    expect(cleanInput(given)).toEqual(clean);
  });

  it.each([null, undefined, 0, true, "Zürich", [], {}])("keeps %j", (value) =>
    expect(cleanInput(value)).toEqual(value),
  );

  it("leaves values that are not JSON unchanged", () => {
    const [form, date] = [new FormData(), new Date(0)];
    expect(cleanInput(form)).toBe(form);
    expect(cleanInput({ date })).toEqual({ date });
  });

  it("keeps a field named __proto__ as an ordinary field", () => {
    const cleaned = cleanInput(JSON.parse('{"__proto__":{"admin":true}}'));
    expect(Object.keys(Object(cleaned))).toEqual(["__proto__"]);
    expect(Object(cleaned)).not.toHaveProperty("admin");
  });

  it("refuses input that is nested deeper than 100 levels", () => {
    const nested = (levels: number) => JSON.parse("[".repeat(levels) + "]".repeat(levels));
    expect(cleanInput(nested(100))).toEqual(nested(100));
    expect(() => cleanInput(nested(101))).toThrow(/nested deeper than 100 levels/);
    expect(() => cleanInput(nested(5000))).toThrow(/nested deeper than 100 levels/);
  });

  it.each<[string, (parts: number) => unknown]>([
    ["one list", (parts) => Array.from({ length: parts }, () => ({}))],
    ["one record", (parts) => Object.fromEntries(Array.from({ length: parts }, (_, i) => [`k${i}`, {}]))],
    ["many lists", (parts) => Array.from({ length: parts / 4 }, () => [1, 2, 3])],
  ])("limits the total number of fields and items in %s", (_place, withParts) => {
    const refusal = { code: "invalid", message: expect.stringContaining("more than 30,000 fields and items") };
    for (const check of [cleanInput, assertFewParts]) {
      expect(() => check(withParts(MOST_PARTS))).not.toThrow();
      expect(() => check([withParts(MOST_PARTS)])).toThrow(expect.objectContaining(refusal));
      expect(() => check(withParts(480_000))).toThrow(expect.objectContaining(refusal));
    }
  });
});
