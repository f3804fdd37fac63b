import type { StepForm } from "../step-list/step-form";
import { acceptsEverySuccess } from "../steps/webhook/status-codes";

/** Makes the named webhook step accept every 2xx status, if it has a filter. */
export function withSuccessAccepted(steps: StepForm[], name: string): StepForm[] {
  return steps.map((step) =>
    step.name === name && step.kind === "webhook" && step.isFiltered
      ? { ...step, statusCodes: acceptsEverySuccess(step.statusCodes) }
      : step,
  );
}
