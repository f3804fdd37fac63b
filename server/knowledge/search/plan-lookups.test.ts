import { describe, expect, it } from "vitest";
import { planLookups } from "./plan-lookups";

const terms = (...chunks: number[]) => chunks.map((count, at) => ({ hash: at + 1, chunks: count }));

describe("planLookups", () => {
  it("looks up all terms if all chunks can be compared", () => {
    expect(planLookups(terms(900, 500, 3), 1000, 1000)).toEqual({ any: [3, 2, 1], all: [] });
  });

  it("looks up rare terms alone, and frequent ones in pairs", () => {
    const { any, all } = planLookups(terms(10, 20_000, 200, 30_000), 1_000_000, 3000);
    expect(any).toEqual([1, 3]);
    expect(all).toEqual([[2, 4]]);
  });

  it("looks up three terms together if the pairs are too frequent", () => {
    const { any, all } = planLookups(terms(50_000, 60_000, 70_000), 1_000_000, 1500);
    expect(any).toEqual([]);
    expect(all).toEqual([[1, 2, 3]]);
  });

  it("looks up something for each question that has terms", () => {
    expect(planLookups(terms(900_000), 1_000_000, 1000)).toEqual({ any: [], all: [[1]] });
    expect(planLookups(terms(900_000, 800_000, 700_000, 600_000), 1_000_000, 1000).all).toEqual([[4, 3, 2]]);
    expect(planLookups([], 1_000_000, 1000)).toEqual({ any: [], all: [] });
  });

  it("looks up a term once and stays near the budget", () => {
    expect(planLookups([...terms(5), ...terms(5)], 1_000_000, 1000).any).toEqual([1]);
    const many = planLookups(terms(...Array.from({ length: 40 }, () => 100)), 1_000_000, 1000);
    expect(many.any).toHaveLength(10);
    expect(many.all.length).toBeLessThanOrEqual(8);
  });

  it("looks up a phrase by all of its terms, unless too many chunks have them", () => {
    const [gym, shoe, other] = terms(200, 5000, 900_000);
    if (!gym || !shoe || !other) throw new Error("There are three terms.");
    expect(planLookups(terms(3), 1000, 1000, [[shoe, gym]])).toEqual({ any: [1], all: [[1, 2]] });
    expect(planLookups([], 1_000_000, 1000, [[shoe, gym]])).toEqual({ any: [], all: [[1, 2]] });
    // The question's own word is looked up, too.
    expect(planLookups([other], 1_000_000, 1000, [[shoe, gym]])).toEqual({ any: [], all: [[1, 2], [3]] });
    expect(planLookups([], 1_000_000, 1000, [[other, other]]).all).toEqual([]);
  });
});
