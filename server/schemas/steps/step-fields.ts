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
