import { hash } from "ohash";
import type { Interaction } from "@/server/schemas/scenario/interaction";

/**
 * A fingerprint of some interactions, including those that are missing. It does not depend on the order of keys, which
 * the database changes, and browsers compute the same.
 */
export function fingerprint(among: readonly Interaction[], ids: readonly string[]): string {
  const known = new Map(among.map((one) => [one.id, one]));
  return hash([...ids].sort().map((id) => [id, known.get(id) ?? null]));
}
