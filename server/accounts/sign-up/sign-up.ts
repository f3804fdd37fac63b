import { db } from "@/db/client";
import { assertStrongPassword } from "../passwords/assert-strong-password";
import { createAccount } from "./create-account";
import { hashPassword } from "../passwords/password";
import type { SignUpInput } from "./sign-up-input";

/**
 * Makes an account with a password and its workspace. The answer is the same, after the same hashing, when the e-mail
 * is taken: then nothing changes, and only signing in with the right password goes on.
 * @throws DomainError invalid for a password that is easy to guess.
 */
export async function signUp({ email, name, password }: SignUpInput): Promise<{ ok: true }> {
  await assertStrongPassword(password, { email, name });
  const passwordHash = await hashPassword(password);
  await db.transaction((tx) => createAccount(tx, { email, name, passwordHash }));
  return { ok: true };
}
