import { insideOfBasic } from "./base64-forms";
import { MIN_SECRET_LENGTH } from "./secret-limits";

/** A header's value with its scheme, such as `Bearer <token>`: a receiver may repeat the token alone. */
const SCHEME_AND_TOKEN = /^[a-z][\w-]*\s+(\S{8,})$/i;

/**
 * Lists the texts to mask: secrets, the token behind a scheme of authentication, and the decoded contents of Basic
 * authentication.
 */
export function listWords(secrets: string[]): string[] {
  return secrets
    .flatMap((secret) => [secret, ...(SCHEME_AND_TOKEN.exec(secret)?.slice(1) ?? []), ...insideOfBasic(secret)])
    .filter((word) => word.length >= MIN_SECRET_LENGTH);
}
