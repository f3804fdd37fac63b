import type { ErrorDetail } from "@/server/errors";

/**
 * A callback step whose address nobody learns would wait in vain: between it and the callback step before it, some
 * step must use `{{callback.url}}`. Takes steps as the editor sent them; paths start at the definition.
 */
export function unusedCallbackFaults(steps: Record<string, unknown>[]): ErrorDetail[] {
  let isGivenAway = false;
  return steps.flatMap((step, i): ErrorDetail[] => {
    if (step["kind"] !== "callback") {
      isGivenAway ||= /\{\{\s*callback\.url\s*\}\}/.test(JSON.stringify(step));
      return [];
    }
    const fault = isGivenAway ? [] : [{ path: ["steps", i], message: NOBODY_KNOWS }];
    isGivenAway = false;
    return fault;
  });
}

const NOBODY_KNOWS =
  "No earlier step gives away {{callback.url}}, so nobody could call back. Send it along in a webhook before this step.";
