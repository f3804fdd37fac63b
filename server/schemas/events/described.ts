import type { z } from "zod";

/** A key of a payload with what it means and an example, which the documentation and the sample payload show. */
export function described<T extends z.ZodType>(schema: T, description: string, example: z.input<T>): T {
  return schema.meta({ description, example });
}
