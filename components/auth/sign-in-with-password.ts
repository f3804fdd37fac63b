import { signIn } from "next-auth/react";
import { signInProblem } from "./sign-in-problem";

export interface PasswordProblem {
  /** For display. */
  message: string;
  /** No account has this e-mail and password. */
  isMismatch: boolean;
}

/** Starts a session. Resolves to null on success. */
export async function signInWithPassword(email: string, password: string): Promise<PasswordProblem | null> {
  try {
    const answer = await signIn("credentials", { redirect: false, email, password });
    if (answer?.ok && !answer.error) return null;
    const code = answer?.error ?? undefined;
    return { message: signInProblem(code), isMismatch: code === "CredentialsSignin" };
  } catch {
    return { message: "We could not reach Parley. Check your connection and try again.", isMismatch: false };
  }
}
