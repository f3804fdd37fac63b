import { z } from "zod";
import { sealSecret } from "@/server/secrets/secret-box";

/** A secret in a form: text sets it; where it is optional and nullable, null removes it and an absent one is kept. */
export const secretChange = z.string().min(1).max(500);

/** The sealed secret after such a change. */
export function changedSecret(sealed: string | null, change: string | null | undefined): string | null {
  if (change === undefined) return sealed;
  return change === null ? null : sealSecret(change);
}
