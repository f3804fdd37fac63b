import { describe, expect, it } from "vitest";
import { addPhrases, countRepeated, phrasesIn } from "./phrase-lists";

describe("Pasted phrases", () => {
  it("are one per line, without spaces around them and without empty lines", () => {
    expect(phrasesIn(" How much? \r\n\r\nPrices\rCosts\n")).toEqual(["How much?", "Prices", "Costs"]);
  });

  it("are kept once, regardless of case and spaces", () => {
    const text = "How much?\nhow  much?\nPrices\nＰrices";
    expect(phrasesIn(text)).toEqual(["How much?", "Prices"]);
    expect(countRepeated(text)).toBe(2);
  });

  it("are added to a list unless they are in it", () => {
    expect(addPhrases(["price"], ["cost", " PRICE ", "", "Cost"])).toEqual(["price", "cost"]);
  });
});
