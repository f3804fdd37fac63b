import { describe, expect, it } from "vitest";
import { pickPrize } from "./pick-prize";

const stock = [
  { id: "a", name: "Bicycle", left: 1 },
  { id: "b", name: "Mug", left: 3 },
  { id: "c", name: "Pen", left: 0 },
];

describe("pickPrize", () => {
  it("gives each item of the stock the same share of the chance", () => {
    const picked = Array.from({ length: 1000 }, (_, i) => pickPrize(i / 1000, 0.4, stock)?.name ?? "nothing");
    const count = (name: string) => picked.filter((one) => one === name).length;
    expect([count("Bicycle"), count("Mug"), count("Pen"), count("nothing")]).toEqual([100, 300, 0, 600]);
  });

  it("never wins at a chance of 0, and always at 1", () => {
    expect(pickPrize(0, 0, stock)).toBeNull();
    expect(pickPrize(0.999_999_999, 1, stock)?.name).toBe("Mug");
  });

  it("wins nothing when nothing is left", () => {
    expect(pickPrize(0, 1, [{ id: "c", name: "Pen", left: 0 }])).toBeNull();
    expect(pickPrize(0, 1, [])).toBeNull();
  });
});
