import { expect, it } from "vitest";
import { suggestFunctionName } from "./suggest-function-name";

it("A suggested function name has the words of the action's name, and is never that of a standard function", () => {
  expect(suggestFunctionName("Look up an order")).toBe("look_up_an_order");
  expect(suggestFunctionName("2 Ärger!")).toBe("_2_arger");
  expect(suggestFunctionName("Show options")).toBe("show_options_action");
  expect(suggestFunctionName("…")).toBe("");
});
