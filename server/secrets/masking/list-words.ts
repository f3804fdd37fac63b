import { insideOfBasic } from "./base64-forms";
import { MIN_SECRET_LENGTH } from "./secret-limits";

/** What must not be seen of an action: its secrets, and what those of Basic authentication hold. */
export function listWords(secrets: string[]): string[] {
  return secrets
    .flatMap((secret) => [secret, ...insideOfBasic(secret)])
    .filter((word) => word.length >= MIN_SECRET_LENGTH);
}
