import { signIn } from "next-auth/react";
import { signInProblem } from "./sign-in-problem";

/** The answer to a right password of an account with two-factor sign-in. */
export const SECOND_STEP = "SecondStep";

export interface PasswordProblem {
  /** For display. */
  message: string;
  /** No account has this e-mail and password. */
  isMismatch: boolean;
}

/** Starts a session. Resolves to null on success, or to `SECOND_STEP` if a code is needed, too. */
export async function signInWithPassword(
  email: string,
  password: string,
): Promise<PasswordProblem | typeof SECOND_STEP | null> {
  try {
    const answer = await signIn("credentials", { redirect: false, email, password });
    if (answer?.ok && !answer.error) return null;
    const code = answer?.error ?? undefined;
    if (code === SECOND_STEP) return SECOND_STEP;
    return { message: signInProblem(code), isMismatch: code === "CredentialsSignin" };
  } catch {
    return { message: "We could not reach Parley. Check your connection and try again.", isMismatch: false };
  }
}
