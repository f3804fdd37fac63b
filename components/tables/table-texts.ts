import { z } from "zod";

/** A table's name. */
export const tableTitle = z.string().trim().min(1, "Give the table a name.").max(100, "Use at most 100 characters.");

/** A table's name and description. */
export const tableTexts = z.object({
  name: tableTitle,
  description: z.string().trim().max(2000, "Use at most 2,000 characters."),
});
