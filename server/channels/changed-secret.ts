import { z } from "zod";
import { sealSecret } from "@/server/secrets/secret-box";

/** A secret in a form: text sets it. Where it is optional and nullable, null removes it and undefined keeps it. */
export const secretChange = z.string().min(1).max(500);

/** Returns the sealed secret after a change from a form. */
export function changedSecret(sealed: string | null, change: string | null | undefined): string | null {
  if (change === undefined) return sealed;
  return change === null ? null : sealSecret(change);
}
