import { sealSecret } from "@/server/secrets/secret-box";

/** Returns the sealed secret after a change from a form. */
export function changedSecret(sealed: string | null, change: string | null | undefined): string | null {
  if (change === undefined) return sealed;
  return change === null ? null : sealSecret(change);
}
