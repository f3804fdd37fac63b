import { z } from "zod";

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const storedString = z.string().refine((value) => !value.includes("\0") && value.isWellFormed(), {
  error: "The text holds a NUL character or half of a surrogate pair.",
});
