import { z } from "zod";
import { storableText } from "@/server/text/storable-text";

/** A text that is stored unchanged or refused: PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const storedString = z.string().refine((value) => storableText(value) === value, {
  error: "The text holds a NUL character or half of a surrogate pair.",
});
