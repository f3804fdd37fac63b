import { z } from "zod";
import { identifier } from "../../text/identifier.ts";
import { stepFields, template } from "./step-fields.ts";

/** Sets conversation variables; a value that is a single reference keeps its type. */
export const setVariablesStep = z.object({
  kind: z.literal("set_variables"),
  ...stepFields,
  values: z
    .array(z.object({ name: identifier, value: template }))
    .min(1, "Set at least one variable.")
    .max(50),
});

export type SetVariablesStep = z.infer<typeof setVariablesStep>;
