import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MeasuredThreshold } from "./measured-threshold";

const curve = [
  { threshold: 0, right: 0.95, refused: 0 },
  { threshold: 0.3, right: 0.86, refused: 0.7 },
  { threshold: 0.6, right: 0.6, refused: 0.9 },
];
const shown = (threshold: number | null, canEdit = true) =>
  renderToStaticMarkup(
    <MeasuredThreshold
      calibration={{ threshold: 0.3, trials: 1200, curve }}
      canEdit={canEdit}
      threshold={threshold}
      onChange={() => {}}
    />,
  );

describe("The measured threshold", () => {
  it("is used until a member sets another one, and both curves are told in words", () => {
    const html = shown(null);
    for (const text of ["86 %", "70 %", "1,200", 'aria-valuetext="0.30: 86 % right, 70 % refused"']) {
      expect(html).toContain(text);
    }
  });

  it("can be used again after it was set", () => {
    const html = shown(0.6);
    expect(html).toContain('aria-valuetext="0.60: 60 % right, 90 % refused"');
    expect(html).toContain("Use measured (0.30)");
  });

  it("cannot be moved by people who only read", () => {
    const html = shown(null, false);
    expect(html).toContain("disabled");
    expect(html).not.toContain("Use measured");
  });
});
