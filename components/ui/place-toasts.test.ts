import { describe, expect, it } from "vitest";
import { placeToasts } from "./place-toasts";

const box = (left: number, top: number, right: number, bottom: number) => ({
  left,
  top,
  right,
  bottom,
  width: right - left,
});
const desktop = { width: 1280, height: 720 };
const phone = { width: 375, height: 812 };

describe("Toasts", () => {
  it("are in the bottom right corner of a page", () => {
    expect(placeToasts(desktop, [], null)).toEqual({ side: "right", offset: 16, bottom: 16, width: 356 });
  });

  it("are above a bar in that corner, and ignore bars elsewhere", () => {
    const composer = box(900, 620, 1280, 720);
    const beside = box(240, 500, 800, 720);
    const above = box(900, 100, 1280, 200);
    expect(placeToasts(desktop, [composer, beside, above, box(0, 0, 0, 0)], null).bottom).toBe(116);
  });

  it("are above the buttons of a card that ends just above the corner or is cut off by the screen", () => {
    expect(placeToasts(desktop, [box(860, 640, 1240, 690)], null).bottom).toBe(96);
    expect(placeToasts(desktop, [box(860, 700, 1240, 750)], null).bottom).toBe(36);
    expect(placeToasts(desktop, [box(860, 730, 1240, 790), box(860, 500, 1240, 560)], null).bottom).toBe(16);
  });

  it("are within the column that is made for them, and not above the composer beside it", () => {
    const composer = box(576, 620, 960, 720);
    expect(placeToasts(desktop, [composer], box(240, 0, 576, 720))).toEqual({
      side: "left",
      offset: 256,
      bottom: 16,
      width: 304,
    });
  });

  it("are above the composer on a phone, where the column is hidden or fills the screen", () => {
    const composer = box(0, 700, 375, 812);
    expect(placeToasts(phone, [composer], box(0, 0, 0, 0))).toMatchObject({ side: "right", bottom: 128 });
    expect(placeToasts(phone, [], box(0, 0, 375, 812))).toMatchObject({ side: "right", bottom: 16 });
  });
});
