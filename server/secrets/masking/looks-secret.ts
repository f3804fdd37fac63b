/** Whether the name of a header or query parameter indicates a secret value: X-Api-Key, access_token, sig… */
export function looksSecret(name: string): boolean {
  if (PUBLIC_NAMES.has(name.toLowerCase())) return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.some((word) => SECRET_WORDS.has(word) || SECRET_ENDING.test(word));
}

/** The replacement for secrets in everything that is stored or shown. */
export const MASK = "•••";

const PUBLIC_NAMES: ReadonlySet<string> = new Set(["idempotency-key"]);
const SECRET_WORDS: ReadonlySet<string> = new Set(
  "key keys pass pwd passphrase auth authorization authentication sig hmac jwt bearer credential credentials cookie cookie2 session sessionid sid otp pin".split(
    " ",
  ),
);
const SECRET_ENDING =
  /(?:tokens?|secrets?|passwords?|passwd|signature|(?:api|access|secret|private|shared|auth|app|user|license|subscription)key)$/;
