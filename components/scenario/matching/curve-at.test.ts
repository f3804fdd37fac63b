import { describe, expect, it } from "vitest";
import { asPercent, curveAt } from "./curve-at";

const curve = [0, 0.5, 1].map((threshold) => ({ threshold, right: 1 - threshold, refused: threshold }));

describe("The point of a curve", () => {
  it("is the nearest one to the threshold", () => {
    expect(curveAt(curve, 0.6)?.threshold).toBe(0.5);
    expect(curveAt(curve, 1)?.right).toBe(0);
    expect(curveAt([], 0.3)).toBeUndefined();
  });

  it("is shown in percent", () => {
    expect(asPercent(0.864)).toBe("86 %");
  });
});
