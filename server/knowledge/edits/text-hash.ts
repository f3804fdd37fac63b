import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/** Identifies the text of a chunk as it was read. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The same, computed by the database. */
export function textHashIn(text: SQL): SQL<string> {
  return sql<string>`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
}
