import { db } from "@/db/client";
import { assertStrongPassword } from "../passwords/assert-strong-password";
import { createAccount, type MadeAccount } from "./create-account";
import { hashPassword } from "../passwords/password";
import type { SignUpInput } from "./sign-up-input";

interface SignUpEnding {
  /** The e-mail is taken. */
  onTaken?: () => void;
  onMade?: (made: MadeAccount) => void;
}

/**
 * Creates an account with a password, and its workspace. If the e-mail is taken, nothing changes, but the result and
 * the work are the same, so that nobody learns which e-mails have an account.
 * @param told Called afterwards. They must not delay the answer.
 * @throws DomainError invalid for a password that is easy to guess.
 */
export async function signUp({ email, name, password }: SignUpInput, told: SignUpEnding = {}): Promise<{ ok: true }> {
  await assertStrongPassword(password, { email, name });
  const passwordHash = await hashPassword(password);
  const made = await db.transaction((tx) => createAccount(tx, { email, name, passwordHash }));
  if (made === null) told.onTaken?.();
  else told.onMade?.(made);
  return { ok: true };
}
