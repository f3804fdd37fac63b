import { z } from "zod";

/** How a table is called. */
export const tableTitle = z.string().trim().min(1, "Give the table a name.").max(100, "Use at most 100 characters.");

/** What a table is called and what it is for. */
export const tableTexts = z.object({
  name: tableTitle,
  description: z.string().trim().max(2000, "Use at most 2,000 characters."),
});
