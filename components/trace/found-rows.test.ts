import { expect, it } from "vitest";
import { foundRows } from "./found-rows";

it("foundRows puts rows into columns, in order of first appearance", () => {
  const body = {
    count: 3,
    rows: [
      { name: "Ada", paid: true },
      { name: "Bo", price: 3.5 },
      { paid: false, note: null },
    ],
  };
  expect(foundRows(body)).toEqual({
    columns: ["name", "paid", "price", "note"],
    rows: [
      ["Ada", "Yes", "", ""],
      ["Bo", "", "3.5", ""],
      ["", "No", "", ""],
    ],
  });
});

it.each([[{ rows: [], count: 0 }], [{ count: 2 }], [null], ["rows"], [{ rows: [[1]] }], [{ rows: [{ a: { b: 1 } }] }]])(
  "foundRows is null for %j",
  (body) => {
    expect(foundRows(body)).toBeNull();
  },
);
