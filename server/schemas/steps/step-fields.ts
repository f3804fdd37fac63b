import { z } from "zod";
import { identifier } from "../../text/identifier.ts";
import { stepCondition } from "./step-condition.ts";

/** The fields of steps of every kind. */
export const stepFields = {
  name: identifier,
  /** Without a condition, the step always runs. */
  condition: stepCondition.optional(),
};

/** A text with `{{variables}}`. */
export const template = z.string().max(10_000);

const MAX_REST_SECONDS = 30 * 24 * 3600;

/** How long a step waits, in seconds. */
export function restSeconds(field: { label: string; hint: string; initialSeconds: number }) {
  return z
    .int()
    .min(1, "Wait at least a second.")
    .max(MAX_REST_SECONDS, "Wait 30 days at most.")
    .meta({ field: { widget: "duration", maxSeconds: MAX_REST_SECONDS, ...field } });
}
