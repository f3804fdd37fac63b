import type { ErrorDetail } from "@/server/errors";

/**
 * Finds callback steps whose address is never sent: a step between one callback step and the previous one must use
 * `{{callback.url}}`. Takes unparsed steps from the editor; paths start at the definition.
 */
export function unusedCallbackFaults(steps: Record<string, unknown>[]): ErrorDetail[] {
  let isGivenAway = false;
  return steps.flatMap((step, i): ErrorDetail[] => {
    if (step["kind"] !== "callback") {
      isGivenAway ||= /\{\{\s*callback\.url\s*\}\}/.test(JSON.stringify(step));
      return [];
    }
    const fault = isGivenAway ? [] : [{ path: ["steps", i], message: NOT_SENT }];
    isGivenAway = false;
    return fault;
  });
}

const NOT_SENT =
  "No earlier step sends {{callback.url}}, so no callback could arrive. Send it in a webhook before this step.";
