import { describe, expect, it } from "vitest";
import { likenessTo } from "./likeness";

const likeness = async (a: string, b: string) => (await likenessTo(a))(b);

describe("likenessTo", () => {
  it.each([
    ["How do I reset the thermostat password?", "how can I reset my thermostat's password"],
    ["Wie lange dauert der Versand?", "Wie lange dauert der versand nach Wien"],
    ["Как вернуть товар?", "как вернуть товары"],
    ["如何退货？", "怎么退货"],
  ])("is high for %j and %j", async (a, b) => {
    expect(await likeness(a, b)).toBeGreaterThanOrEqual(0.6);
    expect(await likeness(b, a)).toBe(await likeness(a, b));
  });

  it.each([
    ["How do I reset the thermostat password?", "How do I return the shoes?"],
    ["Do you ship to Norway?", "Do you have vegan menus?"],
    ["如何退货？", "配送要多久？"],
    ["", "How long?"],
  ])("is low for %j and %j", async (a, b) => expect(await likeness(a, b)).toBeLessThan(0.4));

  it("is 1 for the same words in another order", async () => {
    expect(await likeness("reset password", "Password, RESET!")).toBe(1);
  });
});
