import { insideOfBasic } from "./base64-forms";
import { MIN_SECRET_LENGTH } from "./secret-limits";

/** Lists the texts of an action to mask: its secrets, and the decoded contents of Basic authentication. */
export function listWords(secrets: string[]): string[] {
  return secrets
    .flatMap((secret) => [secret, ...insideOfBasic(secret)])
    .filter((word) => word.length >= MIN_SECRET_LENGTH);
}
