import { z } from "zod";

/**
 * The schema of a list or record, which counts the entries before it checks each of them. Zod's own `max` checks them
 * all first, and collects the faults of every one.
 */
export function limitEntries<Output, Input>(schema: z.ZodType<Output, Input>, most: number, message: string) {
  const few = z.custom<Input>((value) => entriesOf(value) <= most, message);
  return few.pipe(schema);
}

/** Values of other kinds have no entries: the schema refuses them with its own words. */
function entriesOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}
