import { expect, it } from "vitest";
import { stepKindForms } from "../steps/registry";
import { stepGroups } from "./step-groups";

it("Every kind of step is in one group of the list", () => {
  const grouped = stepGroups.flatMap(({ kinds }) => kinds);
  expect(grouped.toSorted()).toEqual(Object.keys(stepKindForms).toSorted());
});
