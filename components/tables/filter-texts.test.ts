import { describe, expect, it } from "vitest";
import { filterOperators } from "@/server/schemas/table-filter";
import { columnTypes, type TableColumn } from "@/server/schemas/table-column";
import { filterFault, newFilter, operatorsFor, readyFilters, withColumn } from "./filter-texts";

const name: TableColumn = { key: "name", name: "Name", type: "text" };
const price: TableColumn = { key: "price", name: "Price", type: "number" };
const paid: TableColumn = { key: "paid", name: "Paid", type: "boolean" };

describe("The filters of a table view", () => {
  it("offer only comparisons that the server knows, each once", () => {
    for (const type of columnTypes) {
      const offered = operatorsFor(type).map(({ value }) => value);
      expect(new Set(offered).size).toBe(offered.length);
      expect(filterOperators).toEqual(expect.arrayContaining(offered));
    }
  });

  it('call dates "before" and "after" instead of less and greater', () => {
    expect(operatorsFor("date")).toContainEqual({ value: "less", label: "is before" });
    expect(operatorsFor("number")).toContainEqual({ value: "less", label: "is less than" });
  });

  it("are ready when they are complete and their column exists", () => {
    const drafts = [
      { ...newFilter(name), value: "ann" },
      newFilter(name),
      { ...newFilter(price), value: "12a" },
      { ...newFilter(price), operator: "is_empty" as const },
      newFilter(paid),
      { ...newFilter(name), column: "gone", value: "x" },
    ];
    expect(readyFilters(drafts, [name, price, paid])).toEqual([
      { column: "name", operator: "contains", value: "ann" },
      { column: "price", operator: "is_empty", value: "" },
      { column: "paid", operator: "equals", value: "true" },
    ]);
  });

  it("explain which values a column accepts", () => {
    expect(filterFault({ ...newFilter(price), value: "cheap" }, price)).toContain("must be a number");
    expect(filterFault({ ...newFilter(price), value: "" }, price)).toBeNull();
  });

  it("keep what is still valid when the column changes", () => {
    const filter = { ...newFilter(price), operator: "greater" as const, value: "5" };
    expect(withColumn(filter, "number", { ...price, key: "cost" })).toMatchObject({
      column: "cost",
      operator: "greater",
      value: "5",
    });
    expect(withColumn(filter, "number", paid)).toMatchObject({ column: "paid", operator: "equals", value: "true" });
    expect(withColumn(filter, "number", name).key).toBe(filter.key);
  });
});
