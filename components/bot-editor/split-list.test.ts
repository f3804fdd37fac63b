import { expect, it } from "vitest";
import { joinList, splitList } from "./split-list";

it.each([
  ["", []],
  [" , ;\n", []],
  ["order, refund ,, order", ["order", "refund"]],
  ["late delivery; spam\nother", ["late delivery", "spam", "other"]],
])("reads %j", (text, items) => {
  expect(splitList(text)).toEqual(items);
});

it("writes a list so that it reads the same", () => {
  expect(splitList(joinList(["late delivery", "spam"]))).toEqual(["late delivery", "spam"]);
});
