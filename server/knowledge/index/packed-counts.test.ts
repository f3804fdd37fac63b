import { describe, expect, it } from "vitest";
import { forEachCount, frequencyOf, packCounts, packFrequencies } from "./packed-counts";

describe("packCounts", () => {
  it("keeps the first 24 bits of each hash, and counts of up to 255", () => {
    const counts = new Map([
      [0x12345678, 1],
      [-0x12345678, 3],
      [-1, 1],
      [0x7fffff00, 1000],
      [0x01, 2],
    ]);
    const read = new Map<number, number>();
    forEachCount(packCounts(counts), (kept, count) => read.set(kept, count));
    expect(read).toEqual(
      new Map([
        [-0x12345678 & 0xffffff00, 3],
        [0x7fffff00, 255],
        [0, 2],
        [0x12345600, 1],
        [-256, 1],
      ]),
    );
  });

  it("packs no terms", () => {
    let calls = 0;
    forEachCount(packCounts(new Map()), () => calls++);
    expect(calls).toBe(0);
  });
});

describe("packFrequencies", () => {
  it("finds each hash, and 0 for the others", () => {
    const counts = new Map(Array.from({ length: 1000 }, (_, at) => [Math.imul(at, 0x9e3779b1), at + 1]));
    const packed = packFrequencies(counts);
    for (const [hash, count] of counts) expect(frequencyOf(packed, hash)).toBe(count);
    expect(frequencyOf(packed, 12345)).toBe(0);
    expect(frequencyOf(Buffer.alloc(0), 1)).toBe(0);
  });
});
