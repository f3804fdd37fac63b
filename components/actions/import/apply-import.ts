import { hideSecrets } from "@/server/actions/import/hide-secrets";
import type { ImportedOperation, ImportedRequest, NewConstant } from "@/server/actions/import/imported-request";
import { newConstant, toArgumentRow, type ActionForm, type ConstantRow } from "../editor/action-form";
import { newStep } from "../step-list/edit-steps";
import { withKeys } from "../fields/rows";
import type { StepForm } from "../step-list/step-form";
import type { ImportOptions } from "./import-options";

/** Fills a webhook step with an imported request; returns the parts of the form that change. */
export function withRequest(
  form: ActionForm,
  stepKey: string,
  request: ImportedRequest,
  options: ImportOptions,
): Pick<ActionForm, "steps" | "constants"> {
  const names = form.constants.map(({ name }) => name);
  const filled = options.hideSecrets ? hideSecrets(request, names) : request;
  return {
    steps: form.steps.map((step) => (step.key === stepKey ? fill(step, filled) : step)),
    constants: [...form.constants, ...missing(filled.constants, names)],
  };
}

/** Fills a webhook step with an operation. Also adds its arguments, and its name and description if those are empty. */
export function withOperation(form: ActionForm, stepKey: string, operation: ImportedOperation): Partial<ActionForm> {
  const known = new Set(form.arguments.map(({ name }) => name));
  const added = operation.arguments.filter(({ name }) => !known.has(name)).map(toArgumentRow);
  return {
    ...withRequest(form, stepKey, operation.request, { hideSecrets: false }),
    arguments: [...form.arguments, ...added],
    name: form.name || operation.name,
    functionName: form.functionName || operation.functionName,
    description: form.description || operation.description,
  };
}

/** Finds the step to fill: an untouched step at the index or before it; otherwise inserts a new step. */
export function insertRequestStep(steps: StepForm[], index: number): { steps: StepForm[]; step: StepForm; at: number } {
  for (const at of [index, index - 1]) {
    const step = steps[at];
    if (step && isUntouched(step)) return { steps, step, at };
  }
  const step = newStep(steps);
  return { steps: steps.toSpliced(index, 0, step), step, at: index };
}

function fill(step: StepForm, request: ImportedRequest): StepForm {
  if (step.kind !== "webhook") return step;
  const { method, url, body, acceptedStatusCodes, timeoutSeconds } = request;
  return {
    ...step,
    method,
    url,
    query: withKeys(request.query),
    headers: withKeys(request.headers),
    bodyType: body.type,
    bodyText: body.type === "none" ? "" : body.text,
    ...(acceptedStatusCodes && { isFiltered: true, statusCodes: acceptedStatusCodes.join(", ") }),
    ...(timeoutSeconds !== undefined && { timeout: String(timeoutSeconds) }),
  };
}

/** The constants that do not exist yet. An existing constant of the same name is reused. */
function missing(constants: NewConstant[], names: string[]): ConstantRow[] {
  return constants.filter(({ name }) => !names.includes(name)).map((constant) => ({ ...newConstant(), ...constant }));
}

function isUntouched(step: StepForm): boolean {
  return step.kind === "webhook" && step.url === "" && step.headers.length === 0 && step.bodyText === "";
}
