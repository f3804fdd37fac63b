import { expect, it } from "vitest";
import { changeChoice } from "./change-choice";

const existing = ["a", "b", "c", "q"];

it("One source is chosen, or left out of all of them", () => {
  expect(changeChoice(["a"], { ids: ["b"], isChosen: true, existing })).toEqual(["a", "b"]);
  expect(changeChoice(existing, { ids: ["b"], isChosen: false, existing })).toEqual(["a", "c", "q"]);
});

it("All that are offered are chosen once, and then none, without a change of the others", () => {
  const all = changeChoice(["q", "b"], { ids: ["a", "b", "c"], isChosen: true, existing });
  expect(all).toEqual(["q", "a", "b", "c"]);
  expect(changeChoice(all, { ids: ["a", "b", "c"], isChosen: false, existing })).toEqual(["q"]);
});

it("Sources that were deleted are left out with the next change", () => {
  expect(changeChoice(["gone", "a"], { ids: ["b"], isChosen: true, existing })).toEqual(["a", "b"]);
});
