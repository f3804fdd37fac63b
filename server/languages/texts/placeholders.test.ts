import { describe, expect, it } from "vitest";
import { findFault } from "./find-fault";
import { hasWords, lostFacts, lostPlaceholders } from "./placeholders";

describe("lostPlaceholders", () => {
  it("names each placeholder that a translation lacks once", () => {
    expect(lostPlaceholders("Hi {{name}}, {{name}}: {{order.total}} at {bot_name}", "Привет {{name}}")).toEqual([
      "{{order.total}}",
      "{bot_name}",
    ]);
  });

  it("accepts other spaces and another order", () => {
    expect(lostPlaceholders("{{name}} has {{ count }} points", "{{count}} Punkte hat {{ name }}")).toEqual([]);
  });

  it("does not accept a translated name", () => {
    expect(lostPlaceholders("Hi {{name}}", "Привет {{имя}}")).toEqual(["{{name}}"]);
  });
});

describe("lostFacts", () => {
  it("names links and numbers that a translation lacks", () => {
    const original = "Pay 1,500 € within 14 days: https://shop.example/pay?a=1.";
    expect(lostFacts(original, "Оплатите 1500 € за 14 дней: https://shop.example/pay?a=1")).toEqual([]);
    expect(lostFacts(original, "Оплатите 150 € за 14 дней: https://shop.example/")).toEqual([
      "https://shop.example/pay?a=1",
      "1500",
    ]);
  });

  it("does not take the digits of placeholders and links for numbers", () => {
    expect(lostFacts("{{step1}} https://a.example/2", "{{step1}} https://a.example/2")).toEqual([]);
  });
});

describe("hasWords", () => {
  it.each(["👍", "{{name}}", "https://shop.example/", "100 %", ""])("finds nothing to translate in %j", (text) => {
    expect(hasWords(text)).toBe(false);
  });

  it.each(["Yes", "Да", "{{name}}, hi"])("finds words in %j", (text) => {
    expect(hasWords(text)).toBe(true);
  });
});

describe("findFault", () => {
  it("names the limit and the length of a translation that is too long", () => {
    expect(findFault({ text: "Pay", limit: 40 }, "x".repeat(41))).toBe(
      "The translation has 41 characters. This text has at most 40.",
    );
  });

  it("names the missing placeholder", () => {
    expect(findFault({ text: "Hi {{name}}", limit: 40 }, "Привет")).toContain("lacks {{name}}");
  });
});
