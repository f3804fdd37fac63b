import { describe, expect, it } from "vitest";
import { decodeModel, encodeModel } from "./model-format.ts";
import { rankLabels } from "./phrase-model.ts";
import { type LabelledPhrases, trainModel } from "./train-model.ts";

const shop: LabelledPhrases[] = [
  { label: "hours", phrases: ["when are you open", "what are your opening hours", "are you open on sunday"] },
  { label: "parcel", phrases: ["where is my parcel", "track my order", "my package has not arrived"] },
  { label: "refund", phrases: ["i want my money back", "how do i return this", "refund my order please"] },
  { label: "hello", phrases: ["hello", "hi there", "good morning"] },
];

function rank(labelled: LabelledPhrases[], text: string) {
  const { model } = trainModel(labelled);
  return rankLabels(model, text).map(({ label, score }) => ({ label: model.labels[label], score }));
}

describe("A model of phrases", () => {
  it("prefers the interaction whose phrases are most like the message", () => {
    expect(rank(shop, "is the shop open on sundays?")[0]?.label).toBe("hours");
    expect(rank(shop, "my parcel did not come")[0]?.label).toBe("parcel");
    expect(rank(shop, "please give me a refund")[0]?.label).toBe("refund");
  });

  it("understands misspelt words", () => {
    expect(rank(shop, "were is my pakage")[0]?.label).toBe("parcel");
    expect(rank(shop, "refnd my ordr")[0]?.label).toBe("refund");
  });

  it.each([
    ["Russian", "где моя посылка", "вернуть деньги", "где же посылка моя"],
    ["German", "wo ist mein Paket", "ich möchte mein Geld zurück", "mein Paket ist nicht da"],
    ["Spanish", "¿dónde está mi paquete?", "quiero un reembolso", "donde esta el paquete"],
    ["Chinese", "我的包裹在哪里", "我要退款", "包裹到哪里了"],
    ["Japanese", "荷物はどこですか", "返金してほしい", "荷物がまだ届きません"],
    ["Arabic", "أين طردي", "أريد استرداد أموالي", "طردي لم يصل"],
    ["Thai", "พัสดุของฉันอยู่ที่ไหน", "ฉันต้องการเงินคืน", "พัสดุยังไม่มา"],
  ])("works in %s with one phrase for each interaction", (_, parcel, refund, message) => {
    const labelled = [
      { label: "parcel", phrases: [parcel] },
      { label: "refund", phrases: [refund] },
    ];
    expect(rank(labelled, message)[0]?.label).toBe("parcel");
  });

  it("gives a phrase as it was written the score 1, and less to others", () => {
    const [first, second] = rank(shop, "  Track my order! ");
    expect(first).toEqual({ label: "parcel", score: 1 });
    expect(second?.score).toBeLessThan(0.5);
  });

  it("gives scores from 0 to 1, lower ones to what no phrase resembles", () => {
    const { model, calibration } = trainModel(shop);
    const best = (text: string) => rankLabels(model, text)[0]?.score ?? 0;
    const foreign = ["why do dogs bark at night", "tell me a joke about cats", "qwertz uiop"];
    expect(foreign.filter((text) => best(text) >= calibration.threshold)).toEqual([]);
    expect(best("when do you open")).toBeGreaterThan(calibration.threshold);
    expect(best("when do you open")).toBeLessThanOrEqual(1);
  });

  it("gives both interactions the score 1 when they have the same phrase", () => {
    const labelled = [
      { label: "a", phrases: ["help", "i need help"] },
      { label: "b", phrases: ["help", "support please"] },
    ];
    const [first, second] = rank(labelled, "Help");
    expect([first?.label, second?.label].toSorted()).toEqual(["a", "b"]);
    expect([first?.score, second?.score]).toEqual([1, 1]);
  });

  it("finds nothing for empty messages and for signs that no phrase has", () => {
    expect(rank(shop, "")).toEqual([]);
    expect(rank(shop, "   ")).toEqual([]);
    expect(rank(shop, "🦄🦄")).toEqual([]);
  });

  it("matches emoji that are phrases", () => {
    const labelled = [...shop, { label: "thanks", phrases: ["👍", "thank you"] }];
    expect(rank(labelled, "👍👍")[0]?.label).toBe("thanks");
  });

  it("reads messages of 10,000 characters", () => {
    expect(rank(shop, `my parcel is lost ${"bla ".repeat(2500)}`)).not.toEqual([]);
  });

  it("needs no more than a single phrase", () => {
    expect(rank([{ label: "only", phrases: ["opening hours"] }], "opening hours")).toEqual([
      { label: "only", score: 1 },
    ]);
    expect(rank([{ label: "only", phrases: ["opening hours"] }], "zzz")).toEqual([]);
    const { calibration } = trainModel([{ label: "only", phrases: ["opening hours"] }]);
    expect(calibration.threshold).toBeGreaterThan(0);
    expect(calibration.threshold).toBeLessThan(1);
  });

  it("is the same each time it is trained", () => {
    const [one, other] = [trainModel(shop), trainModel(shop)];
    expect(encodeModel(one.model)).toEqual(encodeModel(other.model));
    expect(one.calibration).toEqual(other.calibration);
  });

  it("reports its progress, which ends at 1", () => {
    const shares: number[] = [];
    trainModel(shop, (share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

describe("The calibration of a model", () => {
  const { calibration } = trainModel(
    shop.map(({ label, phrases }) => ({
      label,
      phrases: phrases.flatMap((phrase) => [phrase, `please ${phrase}`, `${phrase} now`, `so ${phrase} then`]),
    })),
  );

  it("has curves that fall and rise with the threshold", () => {
    const { curve } = calibration;
    expect(curve[0]).toMatchObject({ threshold: 0, refused: 0 });
    expect(curve.at(-1)?.threshold).toBe(1);
    for (const [i, point] of curve.slice(1).entries()) {
      expect(point.right).toBeLessThanOrEqual(curve[i]?.right ?? 0);
      expect(point.refused).toBeGreaterThanOrEqual(curve[i]?.refused ?? 1);
    }
  });

  it("chooses a threshold that keeps most right answers", () => {
    const at = calibration.curve.find(({ threshold }) => threshold >= calibration.threshold);
    expect(at?.right).toBeGreaterThan(0.8);
    expect(at?.refused).toBeGreaterThan(0.5);
  });
});

describe("A stored model", () => {
  const { model } = trainModel(shop);

  it("ranks like the one that was trained", () => {
    const read = decodeModel(encodeModel(model));
    expect(read).toEqual(model);
    for (const text of ["is it open", "order", "hi"]) expect(rankLabels(read, text)).toEqual(rankLabels(model, text));
  });

  it("can be read from a buffer that begins anywhere", () => {
    const bytes = encodeModel(model);
    const moved = Buffer.concat([Buffer.from([1]), bytes]).subarray(1);
    expect(decodeModel(moved)).toEqual(model);
  });

  it("is refused when it is of another version, cut, or something else", () => {
    const bytes = encodeModel(model);
    const newer = Buffer.from(bytes);
    newer.writeUInt32LE(99, 4);
    expect(() => decodeModel(newer)).toThrow("version 99");
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 8))).toThrow("too early");
    expect(() => decodeModel(Buffer.from("something else"))).toThrow("not a phrase model");
  });
});
