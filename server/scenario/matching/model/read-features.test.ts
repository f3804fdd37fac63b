import { describe, expect, it } from "vitest";
import { FEATURE_KINDS, fold, phraseHash, readFeatures } from "./read-features.ts";

const ofKind = (text: string, kind: number) => [...readFeatures(text)].filter((feature) => (feature & 3) === kind);
const words = (text: string) => ofKind(text, FEATURE_KINDS.word).length;
const shared = (a: string, b: string) => {
  const [one, other] = [new Set(readFeatures(a)), new Set(readFeatures(b))];
  return [...one].filter((feature) => other.has(feature)).length / Math.min(one.size, other.size);
};

describe("The features of a text", () => {
  it.each([
    ["English", "Where is my parcel", 4],
    ["Russian", "Где мой заказ", 3],
    ["German", "Wo ist meine Bestellung", 4],
    ["Spanish", "¿Dónde está mi pedido?", 4],
    ["Arabic", "أين طلبي الآن", 3],
    ["Hebrew", "איפה ההזמנה שלי", 3],
    ["Hindi", "मेरा ऑर्डर कहाँ है", 4],
    ["Korean", "제 주문은 어디에 있나요", 4],
  ])("include the words of %s", (_, text, count) => {
    expect(words(text)).toBe(count);
  });

  it.each([
    ["Chinese", "我的包裹在哪里", "请问我的包裹到哪里了"],
    ["Japanese", "荷物はどこですか", "私の荷物は今どこですか"],
    ["Thai", "พัสดุของฉันอยู่ที่ไหน", "ตอนนี้พัสดุของฉันอยู่ไหน"],
  ])("are sequences of characters in %s, which has no spaces between words", (_, text, similar) => {
    expect(words(text)).toBe(0);
    expect(shared(text, similar)).toBeGreaterThan(0.5);
  });

  it("are the same in upper case, full-width letters, with accents and with vowel marks", () => {
    expect(readFeatures("ＤÓＮＤＥ está")).toEqual(readFeatures("donde esta"));
    expect(readFeatures("مُحَمَّد")).toEqual(readFeatures("محمد"));
    expect(fold("Straße ÉTÉ")).toBe("straße ete");
  });

  it("keep the marks that make another letter in Japanese, Hindi and Thai", () => {
    expect(fold("がぎ")).toBe("がぎ");
    expect(fold("कि")).not.toBe(fold("क"));
    expect(fold("ที่")).not.toBe(fold("ท"));
  });

  it("keep most of a word's features when it is misspelt", () => {
    expect(shared("cancel my subscription", "cancle my subscripton")).toBeGreaterThan(0.4);
    expect(shared("отменить подписку", "отменит подпизку")).toBeGreaterThan(0.3);
  });

  it("have each number and a common feature for all numbers", () => {
    expect(shared("transfer 100", "transfer 250")).toBeGreaterThan(0.7);
    expect(readFeatures("100")).not.toEqual(readFeatures("250"));
  });

  it("exist for texts of signs, and do not for empty ones", () => {
    expect(readFeatures("👍")).toHaveLength(2);
    expect(readFeatures("???")).toHaveLength(1);
    expect(readFeatures(" \n\t")).toHaveLength(0);
    expect(readFeatures("")).toHaveLength(0);
  });

  it("are those of the beginning of a very long text", () => {
    const long = "opening hours ".repeat(1000);
    expect(readFeatures(long)).toEqual(readFeatures(long.slice(0, 1000)));
  });
});

describe("The hash of a phrase", () => {
  it("does not depend on case, accents, spaces and punctuation", () => {
    expect(phraseHash("¿Dónde  está?")).toBe(phraseHash("donde esta"));
    expect(phraseHash("where is it")).not.toBe(phraseHash("it is where"));
  });
});
