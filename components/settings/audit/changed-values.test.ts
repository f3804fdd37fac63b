import { describe, expect, it } from "vitest";
import { changedValues } from "./changed-values";

describe("The changed values of an audit entry", () => {
  it("are the fields that differ, also within objects", () => {
    const before = { name: "Shop", settings: { title: "Hi", widget: { corner: 16, hosts: ["a"] } }, note: null };
    const after = { name: "Shop", settings: { title: "Hi", widget: { corner: 8, hosts: ["a", "b"] } } };
    expect(changedValues(before, after)).toEqual([
      { name: "settings › widget › corner", before: 16, after: 8 },
      { name: "settings › widget › hosts", before: ["a"], after: ["a", "b"] },
    ]);
  });

  it("are all values of what was made or deleted", () => {
    expect(changedValues(null, { name: "Shop", note: null })).toEqual([
      { name: "name", before: undefined, after: "Shop" },
    ]);
    expect(changedValues({ name: "Shop" }, null)).toEqual([{ name: "name", before: "Shop", after: undefined }]);
  });

  it("have a value that became an object as a whole", () => {
    expect(changedValues({ rule: null }, { rule: { days: 3 } })).toEqual([
      { name: "rule", before: null, after: { days: 3 } },
    ]);
  });
});
