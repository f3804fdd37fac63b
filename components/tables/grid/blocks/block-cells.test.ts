import { describe, expect, it } from "vitest";
import type { TableColumn } from "@/server/schemas/table-column";
import { readBlock, spread } from "./block-cells";

const columns: TableColumn[] = [
  { key: "name", name: "Name", type: "text" },
  { key: "price", name: "Price", type: "number" },
  { key: "paid", name: "Paid", type: "boolean" },
  { key: "day", name: "Day", type: "date" },
];

describe("A block of cells", () => {
  it("is converted by the types of its columns, and empty texts empty their cells", () => {
    const { rows, faults } = readBlock(
      [
        ["A", "1,234.5", "Yes", "31.01.2026"],
        ["", "", "", ""],
        ["B", "7"],
      ],
      columns,
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { name: "A", price: 1234.5, paid: true, day: "2026-01-31" },
      { name: null, price: null, paid: null, day: null },
      { name: "B", price: 7 },
    ]);
  });

  it("has decimal commas in a column where one number proves it", () => {
    expect(readBlock([["12,5"], ["1.234"]], columns.slice(1)).rows).toEqual([{ price: 12.5 }, { price: 1234 }]);
    expect(readBlock([["12.5"], ["1.234"]], columns.slice(1)).rows).toEqual([{ price: 12.5 }, { price: 1.234 }]);
  });

  it("names each cell that does not fit its column", () => {
    const { faults } = readBlock(
      [
        ["A", "1"],
        ["B", "cheap", "perhaps"],
      ],
      columns,
    );
    expect(faults).toEqual([
      { row: 1, message: 'Price must be a number, such as 12.5; got "cheap".' },
      { row: 1, message: 'Paid must be true or false; got "perhaps".' },
    ]);
  });

  it("of one cell fills a selected area; a larger one keeps its size", () => {
    expect(spread([["x"]], { rows: 2, columns: 2 })).toEqual([
      ["x", "x"],
      ["x", "x"],
    ]);
    expect(spread([["x", "y"]], { rows: 2, columns: 2 })).toEqual([["x", "y"]]);
  });
});
