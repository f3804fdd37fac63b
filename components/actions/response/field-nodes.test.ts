import { describe, expect, it } from "vitest";
import { parseTemplate } from "@/server/actions/templates/template";
import { fieldNode, shownLines } from "./field-nodes";

const body = { order: { id: 7, "first name": "Ada" }, items: [{ sku: "LAMP" }], none: null, "it's": 1, empty: [] };
const tree = fieldNode("body", "steps.order.body", body);
const all = (node = tree): string[] => [node.reference, ...node.children.flatMap((child) => all(child))];

describe("The fields of a result", () => {
  it("have references that templates can read", () => {
    expect(all()).toEqual([
      "steps.order.body",
      "steps.order.body.order",
      "steps.order.body.order.id",
      "steps.order.body.order['first name']",
      "steps.order.body.items",
      "steps.order.body.items[0]",
      "steps.order.body.items[0].sku",
      "steps.order.body.none",
      "steps.order.body.empty",
    ]);
    for (const reference of all()) {
      expect(parseTemplate(`{{${reference}}}`)).toMatchObject([{ reference: { root: "steps", name: "order" } }]);
    }
  });

  it("show values, not objects with fields", () => {
    expect(tree.preview).toBe("");
    expect(tree.children.map(({ preview }) => preview)).toEqual(["", "", "null", "[]"]);
    expect(fieldNode("body", "b", "x".repeat(200)).preview).toHaveLength(80);
  });

  it("are limited in number and depth", () => {
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]));
    expect(fieldNode("body", "b", wide).children.length).toBeLessThanOrEqual(500);
    expect(
      fieldNode(
        "body",
        "b",
        Array.from({ length: 99 }, () => 1),
      ).children,
    ).toHaveLength(20);
    let deep: unknown = 1;
    for (let i = 0; i < 5000; i += 1) deep = { a: deep };
    expect(all(fieldNode("body", "b", { top: 1 })).length).toBe(2);
    expect(all(fieldNode("body", "b", deep)).length).toBe(21);
  });

  it("are shown as lines, without those in closed ones", () => {
    const lines = shownLines([tree], new Set(["steps.order.body", "steps.order.body.items"]));
    expect(lines.map(({ label, level, hasChildren, isOpen }) => [label, level, hasChildren, isOpen])).toEqual([
      ["body", 1, true, true],
      ["order", 2, true, false],
      ["items", 2, true, true],
      ["0", 3, true, false],
      ["none", 2, false, false],
      ["empty", 2, false, false],
    ]);
    expect(lines[3]?.parent).toBe("steps.order.body.items");
  });
});
