import { z } from "zod";
import { identifier } from "../../text/identifier.ts";
import { stepCondition } from "./step-condition.ts";

/** What steps of every kind have. */
export const stepFields = {
  name: identifier,
  /** Absent: the step always runs. */
  condition: stepCondition.optional(),
};

/** A text with `{{variables}}` in it. */
export const template = z.string().max(10_000);
