import { describe, expect, it } from "vitest";
import { scaleOf, SCALE_TEXTS, scoreOf } from "./similarity-scale";
import { innerProduct, unitVector } from "./unit-vector";
import { VectorTable } from "./vector-table";

describe("unitVector", () => {
  it("makes a vector's length 1 and keeps its direction", () => {
    expect(unitVector([3, 4])).toEqual(Float32Array.of(0.6, 0.8));
  });

  it("returns null for a vector without a direction", () => {
    expect(unitVector([0, 0])).toBeNull();
    expect(unitVector([])).toBeNull();
    expect(unitVector([1, Infinity])).toBeNull();
  });
});

describe("The scale of a model's similarities", () => {
  it("gives no score to what is similar by chance, and most of it to what answers a question", () => {
    const scale = { unrelated: 0.7, spread: 0.02, related: 0.85 };
    expect(scoreOf(0.74, scale)).toBe(0);
    expect(scoreOf(0.85, scale)).toBeCloseTo(0.75);
    expect(scoreOf(0.99, scale)).toBe(1);
  });

  it("is computed from questions with their answers, and refused for a model that finds none", () => {
    const same = SCALE_TEXTS.map((_, at) => SCALE_TEXTS.map((_other, index) => (index >> 1 === at >> 1 ? 1 : 0)));
    expect(scaleOf(same)).toEqual({ unrelated: 0, spread: 0, related: expect.closeTo(1) });
    expect(scaleOf(SCALE_TEXTS.map(() => [1, 2, 3]))).toBeNull();
    expect(scaleOf(SCALE_TEXTS.map(() => [0, 0, 0]))).toBeNull();
  });
});

describe("A table of vectors", () => {
  it("returns the nearest ones of the given sources, nearest first", () => {
    const row = (chunkId: string, sourceId: string) => ({ chunkId, sourceId, written: "1" });
    const rows = [row("far", "a"), row("near", "a"), row("other", "b"), row("nearer", "a")];
    const table = new VectorTable(rows, Float32Array.of(0, 1, 0.8, 0.6, 1, 0, 0.6, -0.8), 2);
    const found = table.nearest(Float32Array.of(1, 0), new Set(["a"]), 2);
    expect(found.map(({ chunkId }) => chunkId)).toEqual(["near", "nearer"]);
    expect(innerProduct(Float32Array.of(1, 0), table.vectorAt(1))).toBeCloseTo(0.8);
  });
});
