import { createHash } from "node:crypto";

/** The key of a text's translations, so that a changed text has none. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
