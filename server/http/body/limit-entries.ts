import { z } from "zod";

/**
 * Limits the entries of a list or record and counts them before any is checked. Zod's own `max` first checks all
 * entries and collects the faults of each one.
 */
export function limitEntries<Output, Input>(schema: z.ZodType<Output, Input>, most: number, message: string) {
  const few = z.custom<Input>((value) => entriesOf(value) <= most, message);
  return few.pipe(schema);
}

/** Values of other types have no entries; the schema refuses them with its own message. */
function entriesOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}
