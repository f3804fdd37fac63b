import { signIn } from "next-auth/react";
import { signInProblem } from "./sign-in-problem";

/** Starts a session. Resolves to null on success, otherwise to an error message for display. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn("credentials", { redirect: false, email, password });
    if (answer?.ok && !answer.error) return null;
    return signInProblem(answer?.error ?? undefined);
  } catch {
    return "We could not reach Parley. Check your connection and try again.";
  }
}
