import { expect, it } from "vitest";
import { demoOrder } from "./demo-order";

const today = new Date("2026-11-21T10:00:00Z");

it("demoOrder returns the same order for the same number", () => {
  expect(demoOrder("a-1042", today)).toEqual(demoOrder("A1042", today));
  expect(demoOrder("A-1042", today)).toMatchObject({ order_number: "A-1042" });
});

it("demoOrder dates a delivered order in the past and any other in the future", () => {
  for (let n = 1000; n < 1050; n++) {
    const order = demoOrder(`A-${n}`, today);
    expect(order).not.toBeNull();
    expect((order?.expected_delivery ?? "") < "2026-11-21").toBe(order?.status === "delivered");
  }
});

it("demoOrder returns null for a number that is not in the shop's format", () => {
  expect(demoOrder("42", today)).toBeNull();
  expect(demoOrder("A-1042; drop table", today)).toBeNull();
});
