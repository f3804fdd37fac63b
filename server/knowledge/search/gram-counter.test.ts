import { describe, expect, it } from "vitest";
import { splitRuns } from "../words/split-words";
import { wordGrams } from "../words/word-grams";
import { GramCounter } from "./gram-counter";

const TEXTS = [
  "The customer's A-1042 costs 4.90 € — isn't it? I b 12 ab abc abcd",
  "Die Versandkosten für Österreich, Größe XL; Straße 5.",
  "Доставка в Казахстан занимает ещё десять дней, йод.",
  "我们的iPhone商店提供免费的礼品包装服务。カタカナー ひらがな",
  "ค่าจัดส่งสินค้า ราคา 100 บาท",
  "مَرْحَبًا بكم في متجرنا ١٢٣",
  "",
];

describe("GramCounter", () => {
  it("counts what the grams of all words are", () => {
    for (const text of TEXTS) {
      const all = splitRuns(text).flatMap(wordGrams);
      const grams = [...new Set([...all, "zzzz", "_q", "鑫"])];
      const { counts, length } = new GramCounter(grams).count(text);
      const expected = grams.map((gram) => all.filter((other) => other === gram).length);
      expect(Array.from(counts)).toEqual(expected);
      expect(length).toBe(all.length);
    }
  });

  it("counts each text on its own", () => {
    const counter = new GramCounter(["_ab_"]);
    expect(counter.count("ab ab").counts[0]).toBe(2);
    expect(counter.count("ab").counts[0]).toBe(1);
  });
});
