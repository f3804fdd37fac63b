import type { StepForm } from "../step-list/step-form";
import { acceptsEverySuccess } from "../steps/webhook/status-codes";

/** The same steps; the webhook step of this name accepts every 2xx status if it has a filter. */
export function withSuccessAccepted(steps: StepForm[], name: string): StepForm[] {
  return steps.map((step) =>
    step.name === name && step.kind === "webhook" && step.isFiltered
      ? { ...step, statusCodes: acceptsEverySuccess(step.statusCodes) }
      : step,
  );
}
