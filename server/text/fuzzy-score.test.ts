import { describe, expect, it } from "vitest";
import { fuzzyMatches, fuzzyScore } from "./fuzzy-score";

const fits = (name: string, search: string) => fuzzyScore(name, search) !== null;

describe("A name", () => {
  it.each([
    ["Look up an order", "order"],
    ["Look up an order", "ord loo"],
    ["Look up an order", "luo"],
    ["Look up an order", "odrer"],
    ["Look up an order", "ordr"],
    ["Look up an order", "ordder"],
    ["get_order_status", "order status"],
    ["Crème brûlée", "creme BRULEE"],
    ["Straße", "stra"],
    ["Заказ", "зак"],
    ["注文を調べる", "調べ"],
    ["Anything", "  "],
  ])("%s fits the search %j", (name, search) => expect(fits(name, search)).toBe(true));

  it.each([
    ["Look up an order", "refund"],
    ["Look up an order", "order refund"],
    ["Look up an order", "xy"],
    ["Look up an order", "oru"],
    ["Order", "!!!"],
    ["", "a"],
  ])("%s does not fit the search %j", (name, search) => expect(fits(name, search)).toBe(false));

  it("comes before others that fit less", () => {
    const names = ["My reorders", "Odrer", "Open red door", "Orders", "Order", "Cancel an order"];
    const found = fuzzyMatches(names, "order", (name) => name).map(({ item }) => item);
    expect(found).toEqual(["Order", "Orders", "Cancel an order", "My reorders", "Odrer"]);
  });

  it("is compared within a millisecond, however long the search is", () => {
    const start = performance.now();
    fuzzyScore("a ".repeat(200), "ab ".repeat(10_000));
    expect(performance.now() - start).toBeLessThan(100);
  });
});
