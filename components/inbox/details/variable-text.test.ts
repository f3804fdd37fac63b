import { expect, it } from "vitest";
import { variableText, variableValue } from "./variable-text";

it("Variables keep their types when they are edited", () => {
  expect(variableText({ a: 1 })).toBe('{"a":1}');
  expect(variableText("007")).toBe("007");
  expect(variableValue("008", "007")).toBe("008");
  expect(variableValue("8", 7)).toBe(8);
  expect(variableValue("[1,2]", undefined)).toEqual([1, 2]);
  expect(variableValue("gold", undefined)).toBe("gold");
});
