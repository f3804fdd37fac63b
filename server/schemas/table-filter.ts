import { z } from "zod";
import { idText } from "../input-types.ts";

/** How a cell is compared, in filters of people and in steps of actions. */
export const filterOperators = [
  "equals",
  "not_equals",
  "contains",
  "greater",
  "greater_or_equal",
  "less",
  "less_or_equal",
  "is_empty",
  "is_not_empty",
] as const;

/** Whether an operator needs a value to compare with. */
export function takesValue(operator: (typeof filterOperators)[number]): boolean {
  return operator !== "is_empty" && operator !== "is_not_empty";
}

/** A filter of rows without its value, which people type in and actions render. */
export const tableFilter = z.object({ column: idText, operator: z.enum(filterOperators) });

export type TableFilter = z.infer<typeof tableFilter>;
