import { describe, expect, it } from "vitest";
import { emptyForm, toDefinition } from "../editor/action-form";
import { withSuccessAccepted } from "./accept-success";
import { newStep } from "../step-list/edit-steps";
import type { StepForm } from "../step-list/step-form";

const webhook = (name: string, changes: { isFiltered?: boolean; statusCodes?: string } = {}): StepForm => {
  const step = newStep([]);
  if (step.kind !== "webhook") throw new Error("A new step is a webhook.");
  return { ...step, name, isFiltered: true, statusCodes: "200, 404", ...changes };
};

const acceptedOf = (steps: StepForm[]) =>
  toDefinition({ ...emptyForm(), steps }).steps.map((step) => step.kind === "webhook" && step.acceptedStatusCodes);

describe("accepting every 2xx status", () => {
  it("extends only the filter of the named step", () => {
    const steps = [webhook("pay"), webhook("ship")];
    expect(acceptedOf(withSuccessAccepted(steps, "ship"))).toEqual([
      [200, 404],
      ["2xx", 404],
    ]);
  });

  it("does not change a step without a filter, of another kind or with another name", () => {
    const steps = [webhook("pay", { isFiltered: false }), { ...newStep([], "wait"), name: "rest" }];
    for (const name of ["pay", "rest", "unknown"]) expect(withSuccessAccepted(steps, name)).toEqual(steps);
  });
});
