import { hash, verify } from "@node-rs/argon2";
import { storableText } from "@/server/text/storable-text";

/** argon2id (the library's default) with OWASP's parameters: 19 MiB, 2 passes, 1 thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of discarded random bytes, with the same cost. Checked if an account has no password. */
export const DUMMY_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$Jhhy/kmGUoKKY/R1DDIsXg$byzhBEAVGw23v66xPMr1ZNKsVTwj1emGFPh0x2sc8h0";

/** Hashes a password; the result is in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), cost);
}

/** Returns whether a password matches a hash. Without a hash it does the same work and returns false. */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? DUMMY_HASH, canonical(password));
  return passwordHash !== null && matches;
}

/** Keyboards encode the same letter in more than one way (NIST SP 800-63B), and verbs normalise their input. */
function canonical(password: string): string {
  return storableText(password).normalize("NFKC");
}
