import { describe, expect, it } from "vitest";
import { detectLanguage } from "./detect-language";
import { findCodes } from "./find-codes";
import { readTerms } from "./read-terms";
import { splitWords } from "./split-words";
import { wordGrams } from "./word-grams";

describe("detectLanguage", () => {
  it("recognizes languages by their letters", async () => {
    for (const [text, language] of [
      ["运费是多少?", "zh"],
      ["我们的 iPhone 15 Pro 路由器怎么连接 Wi-Fi", "zh"],
      ["送料はいくらですか", "ja"],
      ["ค่าส่งเท่าไร", "th"],
      ["배송비는 얼마인가요?", "ko"],
    ] as const) {
      expect(await detectLanguage(text)).toEqual({ language, isSure: true });
    }
  });

  it("recognizes languages of the same script", async () => {
    expect((await detectLanguage("Сколько стоит доставка в Казань?", ["ru", "uk"])).language).toBe("ru");
    expect(await detectLanguage("Wie lange dauert die Lieferung?", ["en", "de", "ru"])).toEqual({
      language: "de",
      isSure: true,
    });
    expect(await detectLanguage("How long does the delivery take?", ["en", "de", "ru"])).toEqual({
      language: "en",
      isSure: true,
    });
  });

  it("is not sure about a text that is too short, or in none of the languages", async () => {
    expect((await detectLanguage("refund", ["en", "de"])).isSure).toBe(false);
    expect((await detectLanguage("Combien coûte la livraison en Belgique ?", ["en", "de"])).isSure).toBe(false);
    expect(await detectLanguage("12 + 30")).toEqual({ language: "und", isSure: false });
  });
});

describe("splitWords", () => {
  it("divides words and numbers, and Chinese and Thai by a dictionary", () => {
    expect(splitWords("The Customer’s A-1042 ＯＫ!")).toEqual(["the", "customer", "s", "a", "1042", "ok"]);
    expect(splitWords("我们的iPhone手机")).toEqual(["我们", "的", "iphone", "手机"]);
    expect(splitWords("ค่าจัดส่งสินค้า").length).toBeGreaterThan(1);
  });
});

describe("readTerms", () => {
  it("returns stems without accents and without stop words", () => {
    expect(readTerms("How much are the deliveries?", "en").stems).toEqual(["deliveri"]);
    expect(readTerms("Kündigungen für Verträge", "de").stems).toEqual(["kundig", "vertrag"]);
    expect(readTerms("доставками", "ru").stems).toEqual(readTerms("Доставка", "ru").stems);
  });

  it("reads a word of 50,000 letters within a second", () => {
    const began = performance.now();
    for (const language of ["de", "en", "ru"]) {
      const word = "iy".repeat(25_000) + language;
      expect(readTerms(word, language).stems).toEqual([word]);
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it("adds the pairs of letters of Chinese words", () => {
    expect(readTerms("配送费用", "zh").pairs).toContain("送费");
    expect(readTerms("delivery", "en").pairs).toEqual([]);
  });
});

describe("wordGrams", () => {
  it("marks the ends of a word and leaves out its accents", () => {
    expect(wordGrams("für")).toEqual(["_fur", "fur_"]);
    expect(wordGrams("a")).toEqual(["_a_"]);
    expect(wordGrams("配送费")).toEqual(["配", "送", "费", "配送", "送费"]);
  });
});

describe("findCodes", () => {
  it("finds numbers and codes regardless of how they are separated", () => {
    expect(findCodes("Order A-1042 costs 12,500.00 €")).toContain("a1042");
    expect(findCodes("a1042")).toEqual(["a1042"]);
    expect(findCodes("12 500 or 12,500 or 12.500")).toEqual(["12500"]);
    expect(findCodes("Call +49 (30) 123-456")).toContain("4930123456");
    expect(findCodes("call 49 30 123456")).toContain("4930123456");
  });

  it("finds none in words and short numbers", () => {
    expect(findCodes("We open at 9 on 12 days.")).toEqual([]);
    expect(findCodes("")).toEqual([]);
  });

  it("reads 100,000 letters without a space within a second", () => {
    const began = performance.now();
    expect(findCodes(`1 ${"a".repeat(100_000)}`)).toEqual([]);
    expect(findCodes(`${"a;".repeat(50_000)}A-1042`)).toEqual(["a1042"]);
    // One letter that stands for three.
    expect(findCodes(`A-1042 ${"㏂".repeat(30_000)}`)).toEqual(["a1042"]);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
