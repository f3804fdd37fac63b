import { expect, it } from "vitest";
import { joinList, splitList } from "./split-list";

it.each([
  ["", []],
  [" , ;\n", []],
  ["order, refund ,, order", ["order", "refund"]],
  ["late delivery; spam\nother", ["late delivery", "spam", "other"]],
])("splitList reads %j", (text, items) => {
  expect(splitList(text)).toEqual(items);
});

it("joinList writes a list that splitList reads back unchanged", () => {
  expect(splitList(joinList(["late delivery", "spam"]))).toEqual(["late delivery", "spam"]);
});
